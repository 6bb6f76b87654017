package org.twofold.mfa.lockout;

import org.jspecify.annotations.Nullable;
import org.twofold.events.Method;
import org.twofold.events.Purpose;

/**
 * What the events of a code say of where it was tried.
 *
 * @param userId whose code
 * @param loginId the login or registration that it was tried in
 * @param documentId the document that the event is written with
 * @param challengeId null for a code that nobody sent
 */
public record CodeSubject(
    String userId,
    String loginId,
    String documentId,
    @Nullable String challengeId,
    Method method,
    Purpose purpose) {}
