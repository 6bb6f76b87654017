package org.twofold.mfa.totp;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.twofold.mfa.lockout.Identifier;
import reactor.core.publisher.Mono;

/** Where an operator's import brings its authenticators. */
@RestController
@RequestMapping("/internal/v1/totp-imports")
class TotpImportController {

  private static final int MOST = 100;

  private final TotpImport imports;

  TotpImportController(TotpImport imports) {
    this.imports = imports;
  }

  record Entry(
      @Identifier String userId,
      @Identifier String totpId,
      @NotNull @Size(max = 512) String secret) {

    TotpImport.Imported imported() {
      return new TotpImport.Imported(userId, totpId, secret);
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
      return "Entry[" + totpId + "]";
    }
  }

  record Answer(List<Integer> refused) {}

  @PostMapping
  Mono<Answer> take(@RequestBody @Size(max = MOST) List<@NotNull @Valid Entry> entries) {
    return imports.take(entries.stream().map(Entry::imported).toList()).map(Answer::new);
  }
}
