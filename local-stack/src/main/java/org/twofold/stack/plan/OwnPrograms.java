package org.twofold.stack.plan;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import org.twofold.stack.image.Jvm;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;
import org.twofold.stack.layout.Ports;
import org.twofold.stack.process.Probe;
import org.twofold.stack.process.ProcessSpec;

/** The processes that are part of this module: they run on the class path of this process. */
final class OwnPrograms {

  private static final int MONGO_HEAP_MB = 512;
  private static final int INBOX_HEAP_MB = 128;

  private OwnPrograms() {}

  static ProcessSpec mongo(DataDirectory data, Ports ports) {
    return spec(
        Names.MONGO,
        ports.mongo(),
        MONGO_HEAP_MB,
        List.of(
            "org.twofold.stack.mongo.MongoProcess",
            data.of(Names.MONGO).toString(),
            Integer.toString(ports.mongo())),
        new Probe.Tcp(ports.mongo()),
        data);
  }

  static ProcessSpec inbox(DataDirectory data, Ports ports, HttpClient client) {
    return spec(
        Names.INBOX,
        ports.inbox(),
        INBOX_HEAP_MB,
        List.of(
            "org.twofold.stack.inbox.InboxProcess",
            data.of(Names.INBOX).toString(),
            Integer.toString(ports.inbox()),
            Integer.toString(ports.smtp()),
            Integer.toString(ports.smpp())),
        new Probe.Http(client, ports.inbox(), "/health"),
        data);
  }

  private static ProcessSpec spec(
      String name, int port, int heapMb, List<String> main, Probe probe, DataDirectory data) {
    List<String> program = new java.util.ArrayList<>(main);
    program.addAll(0, List.of("-cp", System.getProperty("java.class.path")));
    return new ProcessSpec(
        name,
        port,
        () -> Jvm.command(heapMb, List.of(), program),
        Map.of(),
        probe,
        data.logs().resolve(name + ".log"));
  }
}
