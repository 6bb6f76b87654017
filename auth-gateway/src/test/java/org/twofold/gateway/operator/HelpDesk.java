package org.twofold.gateway.operator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.Authenticator;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Api;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Ground;
import org.twofold.gateway.testing.Subscriber;

/** The operator Olga at the gateway, and what became of what she did. */
record HelpDesk(GatewayUnderTest gateway) {

  static final String OLGA = "olga";
  static final String REASON = "asked for by phone";

  Answer asks(String command, Map<String, String> request) {
    return new Api(gateway.url(), Ground.OPERATOR)
        .post("/operator/v1/accounts/" + command, request);
  }

  static Map<String, String> request(Subscriber she, String method) {
    Map<String, String> request = new HashMap<>();
    request.put("address", she.email());
    request.put("operator", OLGA);
    request.put("reason", REASON);
    if (method != null) {
      request.put("method", method);
    }
    return request;
  }

  /** Lets the removals happen whose time has come. */
  void sweeps() {
    gateway.bean(RemovalSweep.class).pass().block();
  }

  void gives(Subscriber she, Authenticator... authenticators) {
    gateway
        .bean(Accounts.class)
        .change(
            account(she).id(),
            account ->
                Optional.of(
                    new Accounts.Change(
                        account
                            .edit()
                            .authenticators(List.of(authenticators))
                            .on(account.emailEnabled(), false, true)
                            .done(),
                        List.of())))
        .block();
  }

  Account account(Subscriber she) {
    return gateway
        .bean(Accounts.class)
        .findByAddress(EmailAddress.parse(she.email()).orElseThrow())
        .block();
  }

  List<FactorChanged> changes(Subscriber she, FactorChange change) {
    return events(she, FactorChanged.class).stream()
        .filter(event -> event.getChange() == change)
        .toList();
  }

  <T extends SpecificRecord> List<T> events(Subscriber she, Class<T> type) {
    return gateway.events("accounts", account(she).id(), type);
  }
}
