package org.twofold.stack.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
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
      Databases.onServer(uri, data());

      assertThat(uri(Names.GATEWAY)).isEqualTo(uri + "/twofold-gateway");
      assertThat(uri(Names.MFA)).isEqualTo(uri + "/twofold-mfa");
      assertThat(uri(Names.AUDIT)).isEqualTo(uri + "/twofold-audit");
      assertThat(ServiceSettings.file(data(), Names.NOTIFICATION)).doesNotExist();
    }
  }

  @Test
  void saysSoWhenTheServerDoesNotAnswerAndQuotesNoPassword() {
    String uri = "mongodb://root:secret@127.0.0.1:1/?serverSelectionTimeoutMS=200";
    assertThatThrownBy(() -> Databases.onServer(uri, data()))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("--mongo-uri")
        .hasMessageNotContaining("secret");
  }

  @Test
  void namesTheStandInsPortWithItsOffsetBesideWhatElseAServiceIsTold() throws IOException {
    Credentials.make(data(), new Ports(1000));
    Databases.onStandIn(data(), new Ports(1000));

    assertThat(uri(Names.MFA)).isEqualTo("mongodb://127.0.0.1:28017/twofold-mfa");
    assertThat(settings(Names.MFA)).containsKey("spring.kafka.security.protocol");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(ServiceSettings.file(data(), Names.MFA))))
        .isEqualTo("rw-------");
  }

  private DataDirectory data() {
    return new DataDirectory(folder);
  }

  private String uri(String service) throws IOException {
    return settings(service).getProperty("spring.mongodb.uri");
  }

  private Properties settings(String service) throws IOException {
    Properties settings = new Properties();
    try (Reader in = Files.newBufferedReader(ServiceSettings.file(data(), service))) {
      settings.load(in);
    }
    return settings;
  }
}
