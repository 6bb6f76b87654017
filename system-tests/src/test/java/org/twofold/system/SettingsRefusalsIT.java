package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.system.Refusal.bad;
import static org.twofold.system.Refusal.row;
import static org.twofold.system.Settings.SECURITY;
import static org.twofold.system.Settings.aNumber;
import static org.twofold.system.Subscriber.aSubscriber;

import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.twofold.system.Api.Answer;

/** Every refusal of My Settings that leaves no trace, as the contract has it. */
@ExtendWith(Stack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsRefusalsIT {

  private static final Map<String, String> NONE = Map.of();
  private static final Map<String, String> OFF = Map.of("If-Match", "\"other\"");
  private static final String RIGHT = Subscriber.PASSWORD;

  private final Subscriber she;
  private final String token;
  private final String etag;
  private final Settings other;
  private final Answer othersPhone;
  private final Answer othersTotp;
  private final Answer othersEmail;
  private final String otherBefore;
  private final String number = aNumber();
  private final String address = Subscriber.newAddress();

  SettingsRefusalsIT(Stack.Running stack) {
    she = aSubscriber(stack);
    token = she.sessionToken();
    Settings settings = she.settings(token);
    assertThat(settings.askForNumber(number).status()).isEqualTo(202);
    assertThat(settings.askForAddress(address).status()).isEqualTo(202);
    etag = String.valueOf(settings.read().header("ETag"));
    Subscriber another = aSubscriber(stack);
    other = another.settings(another.sessionToken());
    othersPhone = other.askForNumber(aNumber());
    othersTotp = other.setUpTotp(null);
    othersEmail = other.askForAddress(Subscriber.newAddress());
    otherBefore = other.read().body().toString();
  }

  Stream<Refusal> mySettings() {
    Map<String, String> code = Map.of("code", "123456");
    String profile = "PUT " + Settings.PATH + "/profile";
    String password = "PUT " + Settings.PATH + "/password";
    String email = "POST " + Settings.PATH + "/email";
    return Stream.of(
        bad(profile, Map.of("locale", "de", "timeZone", "UTC"), token, "locale"),
        bad(profile, Map.of("locale", "fr", "timeZone", "Mars/Olympus"), token, "timeZone"),
        bad(profile, Map.of("locale", "fr"), token, "timeZone"),
        security(wish(true, false, false), NONE, 428, "if-match-required", ""),
        security(wish(true, false, false), OFF, 412, "changed-meanwhile", ""),
        security(wish(true, true, false), match(), 422, "not-set-up", "method=SMS"),
        security(wish(true, false, true), match(), 422, "not-set-up", "method=TOTP"),
        security(Map.of("email", true, "sms", false), match(), 400, "invalid-request", "totp"),
        security(Map.of("email", "yes"), match(), 400, "invalid-request", "email"),
        row(
            "POST " + SECURITY + "/phone",
            Map.of("number", "12"),
            token,
            422,
            "invalid-number",
            ""),
        bad("POST " + SECURITY + "/phone", Map.of(), token, "number"),
        row(
            "POST " + SECURITY + "/phone",
            Map.of("number", number),
            token,
            429,
            "too-many-messages",
            "30"),
        notFound("POST " + SECURITY + "/phone/unknown/verification", code),
        notFound("DELETE " + SECURITY + "/phone", null),
        bad("POST " + SECURITY + "/totp", Map.of("replaces", "unknown"), token, "replaces"),
        bad("POST " + SECURITY + "/totp", Map.of("name", "x".repeat(65)), token, "name"),
        notFound("DELETE " + SECURITY + "/totp/unknown", null),
        row(
            password,
            Map.of("current", "x", "new", "another-battery-7"),
            token,
            401,
            "invalid-credentials",
            ""),
        bad(password, Map.of("current", RIGHT, "new", "short"), token, "new"),
        bad(password, Map.of("current", RIGHT, "new", "password1"), token, "new"),
        bad(password, Map.of("new", "another-battery-7"), token, "current"),
        bad(email, Map.of("address", "no address"), token, "address"),
        row(email, Map.of("address", address), token, 429, "too-many-messages", "30"),
        bad("GET /api/v1/activity?limit=0", null, token, "limit"),
        bad("GET /api/v1/activity?before=unknown", null, token, "before"));
  }

  Stream<Refusal> whatIsAnothers() {
    Map<String, String> code = Map.of("code", "123456");
    String phone = SECURITY + "/phone/" + othersPhone.text("phoneId");
    String totp = SECURITY + "/totp/" + othersTotp.text("totpId");
    String email = Settings.PATH + "/email/" + othersEmail.text("emailId");
    return Stream.of(
        notFound("POST " + phone + "/verification", code),
        notFound("POST " + totp + "/verification", code),
        notFound("DELETE " + totp, null),
        bad(
            "POST " + SECURITY + "/totp",
            Map.of("replaces", othersTotp.text("totpId")),
            token,
            "replaces"),
        notFound("POST " + email + "/verification", code));
  }

  private Refusal notFound(String request, @Nullable Object body) {
    return row(request, body, token, 404, "not-found", "");
  }

  private Refusal security(
      Object wish, Map<String, String> headers, int status, String problem, String names) {
    return new Refusal("PUT " + SECURITY, wish, token, headers, status, problem, names);
  }

  private Map<String, String> match() {
    return Map.of("If-Match", etag);
  }

  private static Map<String, Boolean> wish(boolean email, boolean sms, boolean totp) {
    return Map.of("email", email, "sms", sms, "totp", totp);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"mySettings", "whatIsAnothers"})
  @Tag("C5")
  void isRefusedAsTheContractSays(Refusal refusal) {
    refusal.assertInBothLanguages(she.api());
  }

  @AfterAll
  void nothingWasChanged() {
    assertThat(other.read().body().toString()).isEqualTo(otherBefore);
    assertThat(she.settings(token).read().header("ETag")).isEqualTo(etag);
  }
}
