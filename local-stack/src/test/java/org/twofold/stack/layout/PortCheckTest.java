package org.twofold.stack.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twofold.stack.console.OperatorException;

class PortCheckTest {

  @Test
  void namesThePortAndTheProcessThatNeedsIt() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = other.getLocalPort();

      assertThatThrownBy(() -> PortCheck.requireFree(Map.of(port, "kafka")))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("Port " + port + ", which kafka needs, is taken")
          .hasMessageContaining("nothing was started")
          .hasMessageContaining("--port-offset");
    }
  }

  @Test
  void seesAListenerOnAllAddressesToo() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      assertThatThrownBy(() -> PortCheck.requireFree(Map.of(other.getLocalPort(), "inbox")))
          .isInstanceOf(OperatorException.class);
    }
  }

  @Test
  void acceptsFreePorts() throws IOException {
    int port;
    try (ServerSocket freed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = freed.getLocalPort();
    }

    assertThatCode(() -> PortCheck.requireFree(Map.of(port, "kafka"))).doesNotThrowAnyException();
  }

  @Test
  void checksEveryPortOfTheContract() {
    assertThat(new Ports(100).all(2, true))
        .containsOnlyKeys(
            8180, 8181, 18181, 8182, 8282, 8125, 1125, 2875, 9192, 19193, 8185, 19100, 27117);
    assertThat(new Ports(0).all(1, false)).doesNotContainKey(27017);
  }
}
