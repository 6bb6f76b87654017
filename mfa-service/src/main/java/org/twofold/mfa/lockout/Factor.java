package org.twofold.mfa.lockout;

import java.time.Instant;
import org.springframework.data.annotation.Id;

/**
 * The failures of one factor of one user.
 *
 * @param id user and method
 * @param failures in a row, across challenges, logins and restarts
 * @param notBefore no code is looked at before
 */
record Factor(@Id String id, int failures, Instant notBefore) {}
