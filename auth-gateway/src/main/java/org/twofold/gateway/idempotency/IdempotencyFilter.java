package org.twofold.gateway.idempotency;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.twofold.gateway.client.ClientAddress;
import org.twofold.gateway.problem.Bearer;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.keys.PrfKey;
import reactor.core.publisher.Mono;

/**
 * {@code Idempotency-Key} on the requests that send a message: the same key and body have their
 * effect once, another body is refused. A key is its caller's own.
 */
@Component
@Order(10)
class IdempotencyFilter implements WebFilter {

  private static final String HEADER = "Idempotency-Key";
  private static final int LARGEST = 16 * 1024;
  private static final int HASH_BYTES = 32;
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final int LOOKS = 50;

  /** As in the draft of the IETF: visible characters, of a length that is bearable. */
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private static final List<Pattern> SENDING =
      List.of(
          Pattern.compile("/api/v1/accounts"),
          Pattern.compile("/api/v1/password-resets"),
          Pattern.compile("/api/v1/logins"),
          Pattern.compile("/api/v1/logins/[^/]+/challenges"),
          Pattern.compile("/api/v1/session/reauthentication"),
          Pattern.compile("/api/v1/settings/security/phone"),
          Pattern.compile("/api/v1/settings/email"));

  private final Claims claims;
  private final Repetition repetition;
  private final ClientAddress clients;
  private final PrfKey hashes;

  IdempotencyFilter(Claims claims, Repetition repetition, ClientAddress clients, Keys keys) {
    this.claims = claims;
    this.repetition = repetition;
    this.clients = clients;
    this.hashes = keys.prf("token-hash");
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String key = exchange.getRequest().getHeaders().getFirst(HEADER);
    String path = exchange.getRequest().getPath().value();
    if (key == null
        || exchange.getRequest().getMethod() != HttpMethod.POST
        || SENDING.stream().noneMatch(sending -> sending.matcher(path).matches())) {
      return chain.filter(exchange);
    }
    if (!KEY.matcher(key).matches()) {
      return Mono.error(Problem.field(HEADER, "form"));
    }
    return DataBufferUtils.join(exchange.getRequest().getBody(), LARGEST)
        .map(IdempotencyFilter::bytes)
        .defaultIfEmpty(new byte[0])
        .flatMap(
            body ->
                claim(
                    hash("claim", caller(exchange), path, key),
                    hash("body", Base64.getEncoder().encodeToString(body)),
                    new Recording(exchange, body, chain)));
  }

  private Mono<Void> claim(String id, String body, Recording recording) {
    return claims
        .take(id, body)
        .flatMap(mine -> mine ? run(id, recording) : await(id, body, recording));
  }

  /** Runs the request; whatever ends it without a 2xx lets the key go. */
  private Mono<Void> run(String id, Recording recording) {
    return recording
        .run(
            (status, answer) ->
                repetition.loginToMakeAnew(answer) instanceof String loginId
                    ? claims.bind(id, status, null, loginId).then()
                    : claims.bind(id, status, answer, null).then())
        .onErrorResume(failure -> claims.release(id).then(Mono.error(failure)))
        .then(Mono.defer(() -> recording.isBound() ? Mono.empty() : claims.release(id)));
  }

  /**
   * The answer of the request that has the key, once it is there. Where that one came to nothing it
   * is this one's turn.
   */
  private Mono<Void> await(String id, String body, Recording recording) {
    return claims
        .find(id)
        .singleOptional()
        .flatMap(found -> settled(found, body))
        .repeatWhenEmpty(LOOKS, looks -> looks.delayElements(LOOK_EVERY))
        .onErrorMap(
            IllegalStateException.class,
            late -> Problem.later(ProblemName.UNAVAILABLE, Duration.ofSeconds(1)))
        .flatMap(
            found ->
                found.isPresent()
                    ? repetition.answer(found.get(), recording.exchange())
                    : claim(id, body, recording));
  }

  /** Empty while the request that has the key is under way. */
  private static Mono<Optional<Claim>> settled(Optional<Claim> found, String body) {
    if (found.isPresent() && !found.get().body().equals(body)) {
      return Mono.error(Problem.of(ProblemName.KEY_REUSED));
    }
    return found.isPresent() && found.get().status() == null ? Mono.empty() : Mono.just(found);
  }

  /** A bearer token; without one, the client's address. */
  private String caller(ServerWebExchange exchange) {
    String token = Bearer.token(exchange);
    return token != null ? token : clients.text(exchange);
  }

  /** A rotation within the 24 hours does not change it. */
  private String hash(String... parts) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(hashes.deriveByOldest(AssociatedData.of(parts), HASH_BYTES));
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }
}
