package org.twofold.gateway.web.settings;

import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.password.PasswordRule;
import org.twofold.gateway.settings.FreshSession;
import org.twofold.gateway.settings.PasswordChange;
import org.twofold.gateway.web.CodeRefusal;
import reactor.core.publisher.Mono;

/** The password. */
@Component
class PasswordRow implements Row {

  private final PasswordChange change;
  private final PasswordRule rule;
  private final Accounts accounts;

  PasswordRow(PasswordChange change, PasswordRule rule, Accounts accounts) {
    this.change = change;
    this.rule = rule;
    this.accounts = accounts;
  }

  @Override
  public Place place() {
    return Place.PASSWORD;
  }

  @Override
  public Map<String, Function<Visit, Mono<Step>>> buttons() {
    return Map.of("password", this::open, "password-change", this::change);
  }

  private Mono<Step> open(Visit visit) {
    return visit.ifFresh(fresh -> Mono.just(new Step.Open(new Panel.Password())));
  }

  private Mono<Step> change(Visit visit) {
    return switch (rule.judge(SettingsForm.text(visit.form().next()))) {
      case LENGTH -> Mono.just(refused("next", HttpStatus.BAD_REQUEST, "signup.passwordShort"));
      case COMMON -> Mono.just(refused("next", HttpStatus.BAD_REQUEST, "signup.passwordCommon"));
      case FINE -> visit.ifFresh(fresh -> change(fresh, visit));
    };
  }

  private Mono<Step> change(FreshSession fresh, Visit visit) {
    String present = SettingsForm.text(visit.form().current());
    if (PasswordRule.isTooLong(present)) {
      return Mono.just(wrong());
    }
    return change
        .change(fresh, present, SettingsForm.text(visit.form().next()))
        .flatMap(
            done ->
                done
                    ? accounts
                        .find(visit.account().id())
                        .map(now -> visit.changed(now, "settings.passwordChanged"))
                    : Mono.just(wrong()));
  }

  private static Step wrong() {
    return refused("current", HttpStatus.UNPROCESSABLE_CONTENT, "settings.passwordWrong");
  }

  private static Step refused(String field, HttpStatus status, String key) {
    return new Step.Refused(new Panel.Password(), field, new CodeRefusal(status, key));
  }
}
