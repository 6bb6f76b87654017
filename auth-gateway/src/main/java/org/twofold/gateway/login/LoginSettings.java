package org.twofold.gateway.login;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The lives of logins and sessions.
 *
 * @param lifetime of a login that waits for its second factor
 * @param sessionLifetime of a session, in all
 * @param sessionIdle of a session that is not used
 * @param freshness how old an authentication may be for a change of the security settings
 * @param patience without news of a message, after which it is called delayed
 */
@Validated
@ConfigurationProperties("twofold.login")
record LoginSettings(
    @DefaultValue("15m") Duration lifetime,
    @DefaultValue("24h") Duration sessionLifetime,
    @DefaultValue("1h") Duration sessionIdle,
    @DefaultValue("5m") Duration freshness,
    @DefaultValue("5s") Duration patience) {}
