package org.twofold.mfa.totp;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import org.twofold.mfa.otp.TotpParameters;

/**
 * What new authenticators are like; each keeps what it was made with. Many apps know only the
 * defaults.
 *
 * @param algorithm of the HMAC
 * @param digits of a code; the gateway's API and pages take six
 * @param period of a time step, in seconds
 * @param answerWithin after which a code counts as not checked (503); shorter than the gateway
 *     waits
 */
@Validated
@ConfigurationProperties("twofold.totp")
record TotpSettings(
    @DefaultValue("SHA1") TotpParameters.Algorithm algorithm,
    @DefaultValue("6") @Min(6) @Max(8) int digits,
    @DefaultValue("30") @Min(15) @Max(120) int period,
    @DefaultValue("2500ms") Duration answerWithin) {

  TotpParameters parameters() {
    return new TotpParameters(algorithm, digits, period);
  }
}
