package org.twofold.gateway.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** <i>settings</i> of the API. */
record SettingsAnswer(String email, String locale, String timeZone, Security security) {

  /**
   * The methods. One that takes no codes for now has {@code lockedUntil}, null where it does not
   * open by itself.
   */
  record Security(
      Map<String, @Nullable Object> email,
      Map<String, @Nullable Object> sms,
      Map<String, @Nullable Object> totp,
      Map<String, @Nullable Object> backupCodes) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "Security[•••]";
    }
  }

  @JsonInclude(Include.NON_NULL)
  record Authenticator(String totpId, String name, Instant addedAt, @Nullable Instant lastUsedAt) {}

  /** Nothing of it. */
  @Override
  public String toString() {
    return "SettingsAnswer[•••]";
  }
}
