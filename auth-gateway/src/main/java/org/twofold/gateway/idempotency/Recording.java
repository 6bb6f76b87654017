package org.twofold.gateway.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs a request whose body was read, and keeps its answer before the client has it. */
final class Recording {

  /** Keeps a 2xx; the client gets its answer once that is done. */
  @FunctionalInterface
  interface Keeping {
    Mono<Void> keep(int status, String answer);
  }

  private final ServerWebExchange exchange;
  private final byte[] body;
  private final WebFilterChain chain;
  private boolean bound;

  Recording(ServerWebExchange exchange, byte[] body, WebFilterChain chain) {
    this.exchange = exchange;
    this.body = body;
    this.chain = chain;
  }

  ServerWebExchange exchange() {
    return exchange;
  }

  /** Whether there was an answer to keep. */
  boolean isBound() {
    return bound;
  }

  Mono<Void> run(Keeping keeping) {
    return chain.filter(
        exchange
            .mutate()
            .request(
                new ServerHttpRequestDecorator(exchange.getRequest()) {
                  @Override
                  public Flux<DataBuffer> getBody() {
                    return body.length == 0
                        ? Flux.empty()
                        : Flux.just(exchange.getResponse().bufferFactory().wrap(body));
                  }
                })
            .response(new Kept(exchange.getResponse(), keeping))
            .build());
  }

  private final class Kept extends ServerHttpResponseDecorator {

    private final Keeping keeping;

    Kept(ServerHttpResponse response, Keeping keeping) {
      super(response);
      this.keeping = keeping;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> content) {
      HttpStatusCode status = getStatusCode();
      if (status != null && !status.is2xxSuccessful()) {
        return super.writeWith(content);
      }
      int code = status == null ? 200 : status.value();
      return DataBufferUtils.join(content)
          .flatMap(
              buffer -> {
                bound = true;
                return keeping
                    .keep(code, buffer.toString(UTF_8))
                    .then(super.writeWith(Mono.just(buffer)));
              });
    }
  }
}
