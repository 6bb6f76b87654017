package org.twofold.gateway.account;

import org.jspecify.annotations.Nullable;

/**
 * What led to a change.
 *
 * @param correlationId the login, session, set-up or link that it belongs to
 * @param device browser and system that asked for it; null where not known
 */
public record Cause(String correlationId, @Nullable String device) {}
