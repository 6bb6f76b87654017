package org.twofold.gateway.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.twofold.events.Origin;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.mfa.Enrolments;
import org.twofold.gateway.operator.ImportAnswer.Status;
import org.twofold.gateway.operator.LinePlan.Create;
import org.twofold.gateway.operator.LinePlan.Refuse;
import org.twofold.gateway.operator.LinePlan.Update;
import org.twofold.gateway.password.PasswordRule;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes accounts over from another system. The same lines again change nothing, so an import that
 * was cut off is simply repeated. Nobody is told.
 *
 * <p>Lines are taken in rounds, each address at most once a round: one query finds the accounts
 * that stand, one command makes those that do not (ADR 10). Who finds that another made it
 * meanwhile begins anew in the next round.
 */
@Component
class AccountImport {

  private static final int AT_ONCE = 16;

  private final Accounts accounts;
  private final LinePlanner planner;
  private final ImportedSecrets secrets;
  private final PasswordRule rule;

  AccountImport(
      Accounts accounts, LinePlanner planner, ImportedSecrets secrets, PasswordRule rule) {
    this.accounts = accounts;
    this.planner = planner;
    this.secrets = secrets;
    this.rule = rule;
  }

  /** A line that can be taken, at its place among all. */
  private record Valid(int place, ImportedLine line, EmailAddress address) {}

  /** A line of a round, and what is to be done. */
  private record Planned(Valid line, LinePlan plan) {}

  /** Takes lines; an answer for each, in their order. */
  Mono<List<ImportAnswer>> take(List<ImportedLine> lines, Origin origin) {
    return Mono.defer(
        () -> {
          ImportAnswer[] answers = new ImportAnswer[lines.size()];
          List<Valid> valid = new ArrayList<>();
          for (int place = 0; place < lines.size(); place++) {
            ImportedLine line = lines.get(place);
            List<ImportedLine.FieldError> errors = line.errors(rule);
            if (errors.isEmpty()) {
              valid.add(new Valid(place, line, line.address().orElseThrow()));
            } else {
              answers[place] = ImportAnswer.refused(errors);
            }
          }
          return rounds(valid, origin, answers)
              .then(Mono.fromSupplier(() -> Arrays.asList(answers)));
        });
  }

  private Mono<Void> rounds(List<Valid> lines, Origin origin, ImportAnswer[] answers) {
    if (lines.isEmpty()) {
      return Mono.empty();
    }
    Set<EmailAddress> addresses = new HashSet<>();
    List<Valid> now = new ArrayList<>();
    List<Valid> later = new ArrayList<>();
    lines.forEach(line -> (addresses.add(line.address()) ? now : later).add(line));
    return round(now, origin, answers)
        .flatMap(
            again ->
                rounds(
                    Stream.concat(again.stream(), later.stream())
                        .sorted(Comparator.comparingInt(Valid::place))
                        .toList(),
                    origin,
                    answers));
  }

  /** Answers its lines, but for those that it returns: they are to be planned anew. */
  private Mono<List<Valid>> round(List<Valid> lines, Origin origin, ImportAnswer[] answers) {
    return accounts
        .findByAddresses(lines.stream().map(Valid::address).toList())
        .flatMap(found -> planned(lines, found, origin))
        .flatMap(this::withSecrets)
        .flatMap(
            planned ->
                create(planned, answers)
                    .flatMap(again -> changes(planned, answers).thenReturn(again)));
  }

  private Mono<List<Planned>> planned(
      List<Valid> lines, Map<String, Account> found, Origin origin) {
    return Flux.fromIterable(lines)
        .flatMapSequential(
            line ->
                planner
                    .plan(line.line(), line.address(), found, origin)
                    .map(plan -> new Planned(line, plan)),
            AT_ONCE)
        .collectList();
  }

  /** An account is not touched where its secret was refused. */
  private Mono<List<Planned>> withSecrets(List<Planned> planned) {
    List<Enrolments.Imported> all =
        planned.stream().flatMap(one -> one.plan().secret().stream()).toList();
    return secrets
        .take(all)
        .map(
            refused ->
                planned.stream()
                    .map(
                        one ->
                            one.plan()
                                .secret()
                                .filter(secret -> refused.contains(secret.totpId()))
                                .map(secret -> new Planned(one.line(), Refuse.SECRET))
                                .orElse(one))
                    .toList());
  }

  private Mono<List<Valid>> create(List<Planned> planned, ImportAnswer[] answers) {
    List<Valid> lines = new ArrayList<>();
    List<Accounts.Change> fresh = new ArrayList<>();
    for (Planned one : planned) {
      if (one.plan() instanceof Create create) {
        lines.add(one.line());
        fresh.add(create.account());
      }
    }
    return fresh.isEmpty()
        ? Mono.just(List.of())
        : accounts
            .insertAll(fresh)
            .map(
                taken -> {
                  IntStream.range(0, lines.size())
                      .filter(place -> !taken.contains(place))
                      .forEach(
                          place ->
                              answers[lines.get(place).place()] = ImportAnswer.of(Status.CREATED));
                  return taken.stream().map(lines::get).toList();
                });
  }

  private Mono<Void> changes(List<Planned> planned, ImportAnswer[] answers) {
    return Flux.fromIterable(planned)
        .filter(one -> !(one.plan() instanceof Create))
        .flatMap(
            one -> change(one.plan()).doOnNext(answer -> answers[one.line().place()] = answer),
            AT_ONCE)
        .then();
  }

  private Mono<ImportAnswer> change(LinePlan plan) {
    return switch (plan) {
      case Refuse refuse -> Mono.just(ImportAnswer.refused(refuse.errors()));
      case Update update -> planner.update(update);
      case Create create -> throw new IllegalStateException("made with the others");
    };
  }
}
