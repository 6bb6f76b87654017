package org.twofold.notification.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker, a mail server, a message centre and one worker, for all tests of this run. */
public final class Running {

  public static final String TOKEN = "operator-operator-operator-operator-operator";

  private static final Running SHARED = new Running();

  private final Stack stack = new Stack();
  private final ScriptedSmtp smtp = new ScriptedSmtp();
  private final MessageCentre centre = new MessageCentre();
  private final ConfigurableApplicationContext worker = another();

  private Running() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stack.close();
                  smtp.close();
                  centre.close();
                }));
  }

  public static Running shared() {
    return SHARED;
  }

  public Stack stack() {
    return stack;
  }

  public ScriptedSmtp smtp() {
    return smtp;
  }

  public MessageCentre centre() {
    return centre;
  }

  public ConfigurableApplicationContext worker() {
    return worker;
  }

  /** One more worker of the same settings. */
  public ConfigurableApplicationContext another() {
    return stack.worker(
        "--twofold.operator.token-file=" + file(TOKEN),
        "--twofold.delivery.retries=1s,30s",
        "--twofold.email.servers[0].name=smtp",
        "--twofold.email.servers[0].host=127.0.0.1",
        "--twofold.email.servers[0].port=" + smtp.port(),
        "--twofold.email.servers[0].timeout=2s",
        "--twofold.sms.host=login.example.com",
        "--twofold.sms.providers[0].name=smpp",
        "--twofold.sms.providers[0].type=SMPP",
        "--twofold.sms.providers[0].host=127.0.0.1",
        "--twofold.sms.providers[0].port=" + centre.port(),
        "--twofold.sms.providers[0].system-id=twofold",
        "--twofold.sms.providers[0].password-file=" + file("secret"),
        "--twofold.sms.providers[0].source=Twofold");
  }

  private static Path file(String content) {
    try {
      Path file = Files.createTempFile("notification", ".secret");
      file.toFile().deleteOnExit();
      return Files.writeString(file, content + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
