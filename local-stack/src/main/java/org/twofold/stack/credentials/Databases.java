package org.twofold.stack.credentials;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;
import org.twofold.stack.layout.Ports;

/** A database for each service that has one, and where the server knows users, one for each. */
public final class Databases {

  private static final Map<String, String> NAMES =
      Map.of(Names.GATEWAY, "twofold-gateway", Names.MFA, "twofold-mfa");

  /** MongoDB's code for a user that is there already. */
  private static final int USER_EXISTS = 51003;

  private Databases() {}

  /** Connection strings on the stand-in, by service. */
  public static Map<String, String> onStandIn(Ports ports) {
    Map<String, String> uris = new HashMap<>();
    NAMES.forEach(
        (service, name) -> uris.put(service, "mongodb://127.0.0.1:" + ports.mongo() + "/" + name));
    return uris;
  }

  /**
   * Connection strings on a server, by service. Makes users if the given one is a user.
   *
   * @throws OperatorException if the server does not answer or refuses
   */
  public static Map<String, String> onServer(String uri, DataDirectory data) throws IOException {
    ServerUri server = ServerUri.parse(uri);
    Map<String, String> uris = new HashMap<>();
    try (MongoClient client = MongoClients.create(connection(server))) {
      for (Map.Entry<String, String> each : NAMES.entrySet()) {
        String name = each.getValue();
        client.getDatabase(name).runCommand(new Document("ping", 1));
        if (server.hasUser()) {
          String password = Credentials.token(data, "mongodb-" + name);
          makeUser(client.getDatabase(name), name, password);
          uris.put(each.getKey(), server.forUser(name, password));
        } else {
          uris.put(each.getKey(), server.forDatabase(name));
        }
      }
    } catch (MongoException e) {
      // the exception could quote the connection string
      throw new OperatorException(
          "The MongoDB server of --mongo-uri does not answer, or refuses ("
              + e.getClass().getSimpleName()
              + "); nothing was started. Its user must be one who may make users. Check the address"
              + " with mongosh, or leave --mongo-uri out to use the stand-in.");
    }
    return uris;
  }

  private static ConnectionString connection(ServerUri server) {
    return new ConnectionString(server.withOption("serverSelectionTimeoutMS=5000"));
  }

  private static void makeUser(MongoDatabase database, String name, String password) {
    Document right = new Document("role", "readWrite").append("db", name);
    Document user = new Document("pwd", password).append("roles", List.of(right));
    try {
      Document create = new Document("createUser", name);
      create.putAll(user);
      database.runCommand(create);
    } catch (MongoCommandException e) {
      if (e.getErrorCode() != USER_EXISTS) {
        throw e;
      }
      Document update = new Document("updateUser", name);
      update.putAll(user);
      database.runCommand(update);
    }
  }
}
