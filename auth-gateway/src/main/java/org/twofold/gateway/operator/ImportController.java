package org.twofold.gateway.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.events.Origin;
import org.twofold.gateway.problem.Fields;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/** The import of accounts, at the operator's path (ADR 7): JSON lines in, one answer a line. */
@RestController
@RequestMapping("/operator/v1/accounts/import")
class ImportController {

  /** Lines of a request; each may cost the hashing of a password. */
  private static final int MOST_LINES = 200;

  private static final int LARGEST = MOST_LINES * (16 * 1024 + 1);

  private final AccountImport accounts;
  private final OperatorAccess access;
  private final JsonMapper json;

  ImportController(AccountImport accounts, OperatorAccess access, JsonMapper json) {
    this.accounts = accounts;
    this.access = access;
    this.json = json;
  }

  /** A line that could be read, or why not. */
  private record Read(Optional<ImportedLine> line, ImportAnswer refused) {}

  @PostMapping(
      consumes = MediaType.APPLICATION_NDJSON_VALUE,
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  Mono<String> take(
      @RequestParam(defaultValue = "IMPORT") String origin,
      @RequestBody Flux<DataBuffer> body,
      ServerWebExchange exchange) {
    access.check(exchange);
    Origin from = origin(origin);
    return DataBufferUtils.join(body, LARGEST)
        .map(ImportController::text)
        .switchIfEmpty(Mono.error(() -> Problem.field("body", "required")))
        .flatMap(text -> take(text.lines().toList(), from));
  }

  private static Origin origin(String name) {
    return switch (name) {
      case "IMPORT" -> Origin.IMPORT;
      case "DEMO" -> Origin.DEMO;
      default -> throw Problem.field("origin", "form");
    };
  }

  private static String text(DataBuffer buffer) {
    String text = buffer.toString(UTF_8);
    DataBufferUtils.release(buffer);
    return text;
  }

  private Mono<String> take(List<String> lines, Origin origin) {
    if (lines.size() > MOST_LINES) {
      throw Problem.of(ProblemName.TOO_LARGE);
    }
    List<Read> read = lines.stream().map(this::read).toList();
    List<ImportedLine> good = read.stream().flatMap(one -> one.line().stream()).toList();
    return accounts.take(good, origin).map(answers -> answer(read, answers));
  }

  private Read read(String line) {
    try {
      return new Read(
          Optional.of(json.readValue(line, ImportedLine.class)), ImportAnswer.refused(List.of()));
    } catch (DatabindException e) {
      String field = Fields.path(e);
      return new Read(
          Optional.empty(),
          ImportAnswer.refused(
              field.isEmpty() ? "line" : field, "has not the right type, or is not known"));
    } catch (JacksonException e) {
      return new Read(Optional.empty(), ImportAnswer.refused("line", "is not JSON"));
    }
  }

  private String answer(List<Read> read, List<ImportAnswer> good) {
    List<ImportAnswer> left = new ArrayList<>(good);
    return read.stream()
        .map(one -> one.line().isPresent() ? left.removeFirst() : one.refused())
        .map(answer -> json.writeValueAsString(answer) + "\n")
        .collect(Collectors.joining());
  }
}
