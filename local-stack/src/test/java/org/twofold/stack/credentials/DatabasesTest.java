package org.twofold.stack.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;
import org.twofold.stack.layout.Ports;
import org.twofold.stack.mongo.StandInMongo;

class DatabasesTest {

  @TempDir Path folder;

  @Test
  void givesEachServiceADatabaseOnAServerWithoutUsers() throws IOException {
    try (StandInMongo server = StandInMongo.inMemory()) {
      String uri = "mongodb://127.0.0.1:" + server.port();
      assertThat(Databases.onServer(uri, new DataDirectory(folder)))
          .isEqualTo(
              Map.of(
                  Names.GATEWAY, uri + "/twofold-gateway",
                  Names.MFA, uri + "/twofold-mfa"));
    }
  }

  @Test
  void saysSoWhenTheServerDoesNotAnswerAndQuotesNoPassword() {
    String uri = "mongodb://root:secret@127.0.0.1:1/?serverSelectionTimeoutMS=200";
    assertThatThrownBy(() -> Databases.onServer(uri, new DataDirectory(folder)))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("--mongo-uri")
        .hasMessageNotContaining("secret");
  }

  @Test
  void namesTheStandInsPortWithItsOffset() {
    assertThat(Databases.onStandIn(new Ports(1000)))
        .containsEntry(Names.MFA, "mongodb://127.0.0.1:28017/twofold-mfa");
  }
}
