package org.twofold.gateway.settings;

import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.login.BearerSessions;
import reactor.core.publisher.Mono;

/** Backup codes, in the API. */
@RestController
class BackupCodesController {

  private final BearerSessions bearer;
  private final BackupCodeSet backupCodes;

  BackupCodesController(BearerSessions bearer, BackupCodeSet backupCodes) {
    this.bearer = bearer;
    this.backupCodes = backupCodes;
  }

  record CodesAnswer(List<String> codes) {

    /** Nothing of them. */
    @Override
    public String toString() {
      return "CodesAnswer[•••]";
    }
  }

  @PostMapping("/api/v1/settings/security/backup-codes")
  Mono<ResponseEntity<CodesAnswer>> issue(ServerWebExchange exchange) {
    return bearer
        .of(exchange)
        .map(SettingsAnswers::fresh)
        .flatMap(backupCodes::issue)
        .map(
            codes ->
                ResponseEntity.status(HttpStatus.CREATED)
                    .cacheControl(CacheControl.noStore())
                    .body(new CodesAnswer(codes)));
  }
}
