package org.twofold.gateway.operator;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.problem.Bearer;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import org.twofold.keys.Credential;

/** The operator's credential: where none is configured, nobody is let in (ADR 5). */
@Component
class OperatorAccess {

  private final @Nullable Credential credential;

  OperatorAccess(OperatorSettings settings) {
    this.credential =
        settings.tokenFile() instanceof Path file
            ? Credential.read(file, "twofold.operator.token-file")
            : null;
  }

  /** Fails with the problem {@code no-session} for everybody else. */
  void check(ServerWebExchange exchange) {
    if (credential == null || !credential.matches(Bearer.token(exchange))) {
      throw Problem.of(ProblemName.NO_SESSION);
    }
  }
}
