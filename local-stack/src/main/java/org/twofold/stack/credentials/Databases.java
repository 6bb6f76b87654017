package org.twofold.stack.credentials;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;
import org.twofold.stack.layout.Ports;

/**
 * A database for each service that has one, and where the server knows users, one for each, who may
 * read and write that database and nothing else. How a service gets there is in its {@link
 * ServiceSettings}.
 */
public final class Databases {

  private static final Map<String, String> NAMES =
      Map.of(
          Names.GATEWAY, "twofold-gateway",
          Names.MFA, "twofold-mfa",
          Names.AUDIT, "twofold-audit");

  private static final String URI = "spring.mongodb.uri";

  /** MongoDB's code for a user that is there already. */
  private static final int USER_EXISTS = 51003;

  private Databases() {}

  /**
   * Those on the stand-in, which knows no users.
   *
   * @throws IOException if a file cannot be written
   */
  public static void onStandIn(DataDirectory data, Ports ports) throws IOException {
    for (Map.Entry<String, String> each : NAMES.entrySet()) {
      String uri = "mongodb://127.0.0.1:" + ports.mongo() + "/" + each.getValue();
      ServiceSettings.add(data, each.getKey(), Map.of(URI, uri));
    }
  }

  /**
   * Those on a server. Makes users if the given one is a user.
   *
   * @throws OperatorException if the server does not answer or refuses
   * @throws IOException if a file cannot be written
   */
  public static void onServer(String uri, DataDirectory data) throws IOException {
    ServerUri server = ServerUri.parse(uri);
    try (MongoClient client = MongoClients.create(connection(server))) {
      for (Map.Entry<String, String> each : NAMES.entrySet()) {
        String name = each.getValue();
        client.getDatabase(name).runCommand(new Document("ping", 1));
        String own = server.forDatabase(name);
        if (server.hasUser()) {
          String password = Credentials.token(data, "mongodb-" + name);
          makeUser(client.getDatabase(name), name, password);
          own = server.forUser(name, password);
        }
        ServiceSettings.add(data, each.getKey(), Map.of(URI, own));
      }
    } catch (MongoException e) {
      // the exception could quote the connection string
      throw new OperatorException(
          "The MongoDB server of --mongo-uri does not answer, or refuses ("
              + e.getClass().getSimpleName()
              + "); nothing was started. Its user must be one who may make users. Check the address"
              + " with mongosh, or leave --mongo-uri out to use the stand-in.");
    }
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
