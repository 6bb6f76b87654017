package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.system.Subscriber.now;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.twofold.system.Api.Answer;

/** My Settings, as a session of hers sees and changes them. */
record Settings(Subscriber she, String token) {

  static final String PATH = "/api/v1/settings";
  static final String SECURITY = PATH + "/security";

  private static final int NUMBERS = 10_000;
  private static final AtomicInteger LAST =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(NUMBERS));

  /** A number of a range that is nobody's, and of no other test of this run. */
  static String aNumber() {
    return "+3363998%04d".formatted(LAST.incrementAndGet() % NUMBERS);
  }

  Answer read() {
    return she.api().get(PATH, token);
  }

  Answer post(String path, @Nullable Object body) {
    return she.api().post(path, body, token);
  }

  Answer put(String path, Object body) {
    return she.api().put(path, body, token, Map.of());
  }

  Answer delete(String path) {
    return she.api().delete(path, token);
  }

  /** Turns methods on and off, on the version that stands. */
  Answer toggle(boolean email, boolean sms, boolean totp) {
    String etag = String.valueOf(read().header("ETag"));
    return she.api()
        .put(
            SECURITY,
            Map.of("email", email, "sms", sms, "totp", totp),
            token,
            Map.of("If-Match", etag));
  }

  Answer askForNumber(String number) {
    return post(SECURITY + "/phone", Map.of("number", number));
  }

  Answer proveNumber(Answer asked, String code) {
    return post(
        SECURITY + "/phone/" + asked.text("phoneId") + "/verification", Map.of("code", code));
  }

  /** Sets a number up, from the wish to the proof. */
  Answer prove(String number) {
    Instant start = now();
    Answer asked = askForNumber(number);
    assertThat(asked.status()).isEqualTo(202);
    Answer proven = proveNumber(asked, she.mailbox().awaitText(number, start));
    assertThat(proven.status()).isEqualTo(200);
    return proven;
  }

  Answer askForAddress(String address) {
    return post(PATH + "/email", Map.of("address", address));
  }

  Answer proveAddress(Answer asked, String code) {
    return post(PATH + "/email/" + asked.text("emailId") + "/verification", Map.of("code", code));
  }

  Answer setUpTotp(@Nullable Object body) {
    return post(SECURITY + "/totp", body);
  }

  Answer confirmTotp(Answer setup, String code) {
    return post(SECURITY + "/totp/" + setup.text("totpId") + "/verification", Map.of("code", code));
  }

  /** Sets the app up, with the code of the step before, so that the present one is not spent. */
  Authenticator authenticator() {
    Answer setup = setUpTotp(null);
    Authenticator app = new Authenticator(setup.text("secret")).early();
    assertThat(confirmTotp(setup, app.code(-1)).status()).isEqualTo(200);
    return app;
  }

  Answer backupCodes() {
    return post(SECURITY + "/backup-codes", null);
  }
}
