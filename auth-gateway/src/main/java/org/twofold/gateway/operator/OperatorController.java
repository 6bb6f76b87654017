package org.twofold.gateway.operator;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import reactor.core.publisher.Mono;

/** The operator's path (ADR 5): closed without the credential. */
@RestController
@RequestMapping("/operator/v1")
class OperatorController {

  private final Accounts accounts;
  private final OperatorAccess access;

  OperatorController(Accounts accounts, OperatorAccess access) {
    this.accounts = accounts;
    this.access = access;
  }

  record AddressRequest(@Nullable String address) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "AddressRequest[•••]";
    }
  }

  record UserAnswer(String userId) {}

  @PostMapping("/accounts/lookup")
  Mono<UserAnswer> lookUp(@RequestBody AddressRequest request, ServerWebExchange exchange) {
    access.check(exchange);
    return Mono.justOrEmpty(EmailAddress.parse(Fields.required("address", request.address())))
        .flatMap(accounts::findByAddress)
        .map(account -> new UserAnswer(account.id()))
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemName.NOT_FOUND)));
  }
}
