package org.twofold.stack.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.twofold.stack.console.OperatorException;

class ServerUriTest {

  @Test
  void putsADatabaseIntoAPlainUri() {
    ServerUri server = ServerUri.parse("mongodb://one:27017,two:27018/admin?replicaSet=rs0");
    assertThat(server.hasUser()).isFalse();
    assertThat(server.forDatabase("twofold-mfa"))
        .isEqualTo("mongodb://one:27017,two:27018/twofold-mfa?replicaSet=rs0");
  }

  @Test
  void letsAServiceLogInAsAUserOfItsOwnDatabase() {
    ServerUri server =
        ServerUri.parse("mongodb://root:p%40ss@host:27017/?authSource=admin&tls=true");
    assertThat(server.hasUser()).isTrue();
    assertThat(server.forUser("twofold-mfa", "secret"))
        .isEqualTo(
            "mongodb://twofold-mfa:secret@host:27017/twofold-mfa?authSource=twofold-mfa&tls=true");
    assertThat(server.withOption("x=1"))
        .isEqualTo("mongodb://root:p%40ss@host:27017/?authSource=admin&tls=true&x=1");
  }

  @Test
  void refusesWhatIsNoUriWithoutQuotingIt() {
    assertThatThrownBy(() -> ServerUri.parse("localhost:27017 secret"))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("mongodb://HOST:PORT")
        .hasMessageNotContaining("secret");
  }
}
