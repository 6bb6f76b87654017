package org.twofold.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.twofold.events.Origin;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.operator.AccountImport.Answer;
import org.twofold.gateway.operator.AccountImport.Status;
import org.twofold.gateway.testing.GatewayUnderTest;

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

    assertThat(take(line)).extracting(Answer::status).containsExactly(Status.CREATED);
    assertThat(take(line)).extracting(Answer::status).containsExactly(Status.UNCHANGED);
    assertThat(account().emailEnabled()).isTrue();
    assertThat(account().smsEnabled()).isTrue();
  }

  @Test
  void whatIsLeftOutStaysAsItIs() {
    take(line(HASH, true, NUMBER, true));

    assertThat(take(line(null, false, null, null)))
        .extracting(Answer::status)
        .containsExactly(Status.UPDATED);
    assertThat(account().emailEnabled()).isFalse();
    assertThat(account().smsEnabled()).isTrue();
    assertThat(account().passwordHash()).isEqualTo(HASH);
  }

  @Test
  void twoLinesOfOneAddressInOneRequestMakeOneAccount() {
    assertThat(take(line(HASH, true, null, null), line(HASH, null, NUMBER, true)))
        .extracting(Answer::status)
        .containsExactlyInAnyOrder(Status.CREATED, Status.UPDATED);
    assertThat(account().emailEnabled()).isTrue();
    assertThat(account().smsEnabled()).isTrue();
  }

  @Test
  void whatIsWrongIsNamedAndTheRestIsTaken() {
    ImportedLine nameless =
        new ImportedLine("nobody", null, null, "de", null, null, "12", null, "A1", null);

    List<Answer> answers =
        take(nameless, line(null, true, null, null), line(HASH, null, null, true));

    assertThat(answers).extracting(Answer::status).containsOnly(Status.REFUSED);
    assertThat(answers.getFirst().errors())
        .extracting(ImportedLine.FieldError::field)
        .containsExactly("email", "locale", "phone", "totpSecret");
    assertThat(answers.get(1).errors().getFirst().field()).isEqualTo("password");
    assertThat(answers.get(2).errors().getFirst().field()).isEqualTo("smsEnabled");
  }

  private List<Answer> take(ImportedLine... lines) {
    return accounts.take(List.of(lines), Origin.IMPORT).block();
  }

  private Account account() {
    return gateway
        .bean(Accounts.class)
        .findByAddress(EmailAddress.parse(email).orElseThrow())
        .block();
  }

  private ImportedLine line(String hash, Boolean emailOn, String phone, Boolean smsOn) {
    return new ImportedLine(email, null, hash, null, null, emailOn, phone, smsOn, null, null);
  }
}
