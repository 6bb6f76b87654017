package org.twofold.gateway.account;

import java.time.Instant;

/**
 * A Google Authenticator that was confirmed. Its secret is with the mfa-service.
 *
 * @param totpId names it to the mfa-service too
 * @param name what its owner calls it
 */
public record Authenticator(String totpId, String name, Instant addedAt) {}
