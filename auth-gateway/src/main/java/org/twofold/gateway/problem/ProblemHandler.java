package org.twofold.gateway.problem;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.twofold.gateway.link.ChangesStoppedException;
import org.twofold.gateway.mfa.UnavailableException;
import org.twofold.gateway.password.OverloadedException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/**
 * Turns whatever went wrong below the API into a problem that says what to do, and nothing of the
 * inside.
 */
@Component
@Order(-2)
class ProblemHandler implements WebExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
  private static final Duration SOON = Duration.ofSeconds(2);

  private final ProblemWriter writer;

  ProblemHandler(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    String path = exchange.getRequest().getPath().value();
    boolean ours = path.startsWith("/api/") || path.startsWith("/operator/");
    if (!ours || exchange.getResponse().isCommitted()) {
      return Mono.error(failure);
    }
    return writer.write(exchange, problem(failure));
  }

  private static Problem problem(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case Problem problem -> {
          return problem;
        }
        case DataBufferLimitException tooLarge -> {
          return Problem.of(ProblemName.TOO_LARGE);
        }
        case ChangesStoppedException stopped -> {
          return Problem.of(ProblemName.CHANGES_STOPPED);
        }
        case UnavailableException unavailable -> {
          return Problem.later(ProblemName.UNAVAILABLE, SOON);
        }
        case OverloadedException overloaded -> {
          return Problem.later(ProblemName.OVERLOADED, SOON);
        }
        case DataAccessException unavailable -> {
          LOG.warn("The database did not answer ({}).", unavailable.getClass().getSimpleName());
          return Problem.later(ProblemName.UNAVAILABLE, SOON);
        }
        case DatabindException mismatch -> {
          String path = Fields.path(mismatch);
          return Problem.field(path.isEmpty() ? "body" : path, "form");
        }
        case JacksonException malformed -> {
          return Problem.field("body", "json");
        }
        default -> {}
      }
    }
    return failure instanceof ErrorResponse response
        ? answered(response.getStatusCode())
        : unexpected(failure);
  }

  private static Problem unexpected(Throwable failure) {
    // the message could quote what was sent; the class and the place are enough to find it
    StackTraceElement[] places = failure.getStackTrace();
    LOG.error(
        "Not expected: {} at {}",
        failure.getClass().getName(),
        places.length == 0 ? "unknown" : places[0]);
    return Problem.of(ProblemName.UNEXPECTED);
  }

  private static Problem answered(HttpStatusCode status) {
    return status.isSameCodeAs(HttpStatus.BAD_REQUEST)
        ? Problem.field("body", "json")
        : Problem.of(named(status));
  }

  private static ProblemName named(HttpStatusCode status) {
    return List.of(ProblemName.values()).stream()
        .filter(name -> name.status().isSameCodeAs(status))
        .filter(name -> name != ProblemName.NO_SESSION)
        .findFirst()
        .orElse(ProblemName.INVALID_REQUEST);
  }
}
