package org.twofold.stack.plan;

import java.util.HashMap;
import java.util.Map;
import org.twofold.stack.certificates.ServiceCertificates;
import org.twofold.stack.credentials.Credentials;
import org.twofold.stack.credentials.ServiceSettings;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;
import org.twofold.stack.layout.Ports;

/**
 * The settings of each service, as environment variables (Boot's relaxed names). What the operator
 * set for Twofold itself, {@code TWOFOLD_*}, is left as it is.
 *
 * @param data where keys and credentials are
 * @param ports where everything listens
 * @param inherited the environment of this process
 */
record ServiceEnvironment(DataDirectory data, Ports ports, Map<String, String> inherited) {

  private static final String LOCALHOST = "http://localhost:";
  private static final String LOOPBACK = "127.0.0.1";

  Map<String, String> gateway() {
    Map<String, String> environment = common(Names.GATEWAY, ports.gateway());
    environment.put("TWOFOLD_MFA_URL", "https://" + LOOPBACK + ":" + ports.mfa());
    addCertificate(environment, Names.GATEWAY);
    environment.put("TWOFOLD_OPERATOR_TOKENFILE", token("operator"));
    environment.put("TWOFOLD_SITE_URL", LOCALHOST + ports.gateway());
    environment.put("TWOFOLD_SITE_INBOXURL", LOCALHOST + ports.inbox());
    return respectingTheOperator(environment);
  }

  Map<String, String> mfa() {
    Map<String, String> environment = common(Names.MFA, ports.mfa());
    environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(ports.mfaHealth()));
    environment.put("MANAGEMENT_SERVER_ADDRESS", LOOPBACK);
    addCertificate(environment, Names.MFA);
    return respectingTheOperator(environment);
  }

  Map<String, String> notification(int worker) {
    Map<String, String> environment = common(Names.NOTIFICATION, ports.worker(worker));
    environment.put("TWOFOLD_EMAIL_SERVERS_0_NAME", Names.INBOX);
    environment.put("TWOFOLD_EMAIL_SERVERS_0_HOST", LOOPBACK);
    environment.put("TWOFOLD_EMAIL_SERVERS_0_PORT", Integer.toString(ports.smtp()));
    addSmsProvider(environment);
    environment.put("TWOFOLD_OPERATOR_TOKENFILE", token("operator"));
    environment.put("TWOFOLD_SITE_URL", LOCALHOST + ports.gateway());
    return respectingTheOperator(environment);
  }

  private void addSmsProvider(Map<String, String> environment) {
    environment.put("TWOFOLD_SMS_PROVIDERS_0_NAME", "sink");
    environment.put("TWOFOLD_SMS_PROVIDERS_0_TYPE", "SMPP");
    environment.put("TWOFOLD_SMS_PROVIDERS_0_HOST", LOOPBACK);
    environment.put("TWOFOLD_SMS_PROVIDERS_0_PORT", Integer.toString(ports.smpp()));
    environment.put("TWOFOLD_SMS_PROVIDERS_0_SYSTEMID", "twofold");
    environment.put("TWOFOLD_SMS_PROVIDERS_0_PASSWORDFILE", Credentials.smpp(data).toString());
    environment.put("TWOFOLD_SMS_PROVIDERS_0_SOURCE", "Twofold");
    // what the last line of a text message names, and so a browser compares with its page
    environment.put("TWOFOLD_SMS_HOST", "localhost");
  }

  private Map<String, String> common(String service, int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SPRING_PROFILES_ACTIVE", "local");
    environment.put("SERVER_ADDRESS", LOOPBACK);
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", LOOPBACK + ":" + ports.kafka());
    environment.put("SPRING_CONFIG_IMPORT", passwords(service));
    environment.put(
        "TWOFOLD_MESSAGING_REGISTRYURL",
        "http://" + LOOPBACK + ":" + ports.registry() + "/apis/registry/v3");
    environment.put("TWOFOLD_KEYS_DIRECTORY", data.keys(service).toString());
    return environment;
  }

  /** In a file, since children inherit an environment; after what the operator imports. */
  private String passwords(String service) {
    String ours = "file:" + ServiceSettings.file(data, service);
    String operators = inherited.get("SPRING_CONFIG_IMPORT");
    return operators == null ? ours : ours + "," + operators;
  }

  /** For the connections between gateway and mfa-service. */
  private void addCertificate(Map<String, String> environment, String service) {
    String own = "file:" + ServiceCertificates.of(data, service);
    environment.put("SPRING_SSL_BUNDLE_PEM_MFA_KEYSTORE_CERTIFICATE", own);
    environment.put("SPRING_SSL_BUNDLE_PEM_MFA_KEYSTORE_PRIVATEKEY", own);
    environment.put(
        "SPRING_SSL_BUNDLE_PEM_MFA_TRUSTSTORE_CERTIFICATE",
        "file:" + ServiceCertificates.authority(data));
  }

  private String token(String name) {
    return data.credentials().resolve(name + ".token").toString();
  }

  private Map<String, String> respectingTheOperator(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(name -> name.startsWith("TWOFOLD_") && inherited.containsKey(name));
    return Map.copyOf(environment);
  }
}
