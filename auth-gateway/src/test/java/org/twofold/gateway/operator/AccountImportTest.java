package org.twofold.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.Origin;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.operator.ImportAnswer.Status;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.MfaStandIn;
import reactor.core.publisher.Flux;

class AccountImportTest {

  private static final String HASH =
      "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNo";
  private static final String NUMBER = "+33639980012";

  private final GatewayUnderTest gateway = GatewayUnderTest.onStandIn();
  private final AccountImport accounts = gateway.bean(AccountImport.class);
  private final String email = UUID.randomUUID() + "@example.com";

  @Test
  void theSameLineAgainChangesNothing() {
    ImportedLine line = line(HASH, true, NUMBER, true);

    assertThat(take(line)).extracting(ImportAnswer::status).containsExactly(Status.CREATED);
    assertThat(take(line)).extracting(ImportAnswer::status).containsExactly(Status.UNCHANGED);
    assertThat(account().emailEnabled()).isTrue();
    assertThat(account().smsEnabled()).isTrue();
  }

  @Test
  void whatIsLeftOutStaysAsItIs() {
    take(line(HASH, true, NUMBER, true));

    assertThat(take(line(null, false, null, null)))
        .extracting(ImportAnswer::status)
        .containsExactly(Status.UPDATED);
    assertThat(account().emailEnabled()).isFalse();
    assertThat(account().smsEnabled()).isTrue();
    assertThat(account().passwordHash()).isEqualTo(HASH);
  }

  @Test
  void twoLinesOfOneAddressInOneRequestMakeOneAccount() {
    assertThat(take(line(HASH, true, null, null), line(HASH, null, NUMBER, true)))
        .extracting(ImportAnswer::status)
        .containsExactlyInAnyOrder(Status.CREATED, Status.UPDATED);
    assertThat(account().emailEnabled()).isTrue();
    assertThat(account().smsEnabled()).isTrue();
  }

  @Test
  void whatIsWrongIsNamedAndTheRestIsTaken() {
    ImportedLine nameless =
        new ImportedLine("nobody", null, null, "de", null, null, "12", null, "A1", null);

    List<ImportAnswer> answers =
        take(nameless, line(null, true, null, null), line(HASH, null, null, true));

    assertThat(answers).extracting(ImportAnswer::status).containsOnly(Status.REFUSED);
    assertThat(answers.getFirst().errors())
        .extracting(ImportedLine.FieldError::field)
        .containsExactly("email", "locale", "phone", "totpSecret");
    assertThat(answers.get(1).errors().getFirst().field()).isEqualTo("password");
    assertThat(answers.get(2).errors().getFirst().field()).isEqualTo("smsEnabled");
  }

  @Test
  @Tag("A5")
  void anAccountWhoseSecretIsRefusedIsNotTouched() {
    ImportedLine refused = withSecret(MfaStandIn.REFUSED_SECRET, false);

    assertThat(take(refused))
        .containsExactly(ImportAnswer.refused(LinePlan.Refuse.SECRET.errors()));
    assertThat(account()).as("not made").isNull();
    take(line(HASH, true, NUMBER, true));
    assertThat(take(refused).getFirst().errors())
        .extracting(ImportedLine.FieldError::field)
        .containsExactly("totpSecret");
    assertThat(account().emailEnabled()).as("as it was").isTrue();
    assertThat(account().authenticators()).isEmpty();
  }

  @Test
  void onlyTheLineWhoseSecretIsRefusedIsRefused() {
    List<ImportedLine> lines =
        IntStream.range(0, 120)
            .mapToObj(
                i ->
                    to(
                        i + email,
                        withSecret(i == 70 ? MfaStandIn.REFUSED_SECRET : secret(i), true)))
            .toList();

    List<ImportAnswer> answers = accounts.take(lines, Origin.IMPORT).block();

    assertThat(answers.get(70).status()).isEqualTo(Status.REFUSED);
    assertThat(answers).filteredOn(answer -> answer.status() == Status.CREATED).hasSize(119);
  }

  @Test
  void anAccountThatCannotBeMadeLeavesNoSecretBehind() {
    String secret = secret(7);
    ImportedLine withoutPassword =
        new ImportedLine(email, null, null, null, null, null, null, null, secret, null);

    assertThat(take(withoutPassword).getFirst().errors().getFirst().field()).isEqualTo("password");
    assertThat(gateway.mfa().imported())
        .noneMatch(one -> one.path("secret").asString().equals(secret));
  }

  @Test
  void anAddressThatIsTakenMeanwhileSendsOnlyItsOwnLineTheSlowWay() {
    List<ImportedLine> lines =
        IntStream.range(0, 60).mapToObj(i -> to(i + email, line(HASH, null, null, null))).toList();
    ImportedLine contested = to(30 + email, line(HASH, true, null, null));

    // two requests at once with the same addresses: of each address one of them is late
    List<List<ImportAnswer>> both =
        Flux.merge(
                accounts.take(lines, Origin.IMPORT),
                accounts.take(
                    lines.stream().map(line -> to(line.email(), contested)).toList(),
                    Origin.IMPORT))
            .collectList()
            .block();

    for (int i = 0; i < 60; i++) {
      assertThat(List.of(both.get(0).get(i).status(), both.get(1).get(i).status()))
          .containsOnlyOnce(Status.CREATED)
          .doesNotContain(Status.REFUSED);
      assertThat(account(i + email).emailEnabled()).isTrue();
    }
  }

  @Test
  void linesOfOneAddressAreTakenInTheirOrder() {
    assertThat(
            take(
                line(HASH, true, null, null),
                line(null, false, null, null),
                line(null, true, NUMBER, null),
                line(null, false, NUMBER, null)))
        .extracting(ImportAnswer::status)
        .containsExactly(Status.CREATED, Status.UPDATED, Status.UPDATED, Status.UPDATED);
    assertThat(account().emailEnabled()).isFalse();
    assertThat(account().phone()).isNotNull();
  }

  private ImportedLine withSecret(String secret, Boolean emailOn) {
    return new ImportedLine(email, null, HASH, null, null, emailOn, null, null, secret, true);
  }

  private static ImportedLine to(String address, ImportedLine line) {
    return new ImportedLine(
        address,
        null,
        line.passwordHash(),
        null,
        null,
        line.emailEnabled(),
        line.phone(),
        line.smsEnabled(),
        line.totpSecret(),
        line.totpEnabled());
  }

  /** Base32 of 160 bits. */
  private static String secret(int i) {
    return "%032d"
        .formatted(i)
        .replace('0', 'B')
        .replace('1', 'C')
        .replace('8', 'D')
        .replace('9', 'E');
  }

  private List<ImportAnswer> take(ImportedLine... lines) {
    return accounts.take(List.of(lines), Origin.IMPORT).block();
  }

  private Account account() {
    return account(email);
  }

  private Account account(String address) {
    return gateway
        .bean(Accounts.class)
        .findByAddress(EmailAddress.parse(address).orElseThrow())
        .block();
  }

  private ImportedLine line(String hash, Boolean emailOn, String phone, Boolean smsOn) {
    return new ImportedLine(email, null, hash, null, null, emailOn, phone, smsOn, null, null);
  }
}
