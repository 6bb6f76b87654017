package org.twofold.stack.credentials;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.twofold.stack.console.OperatorException;

/**
 * A connection string in its parts.
 *
 * @param scheme with its slashes
 * @param user with its password and at sign; empty where there is none
 * @param hosts one or more with ports
 * @param options without the question mark
 */
record ServerUri(String scheme, String user, String hosts, Optional<String> options) {

  private static final Pattern FORM =
      Pattern.compile("(mongodb(?:\\+srv)?://)([^@/]+@)?([^/?@]+)/?[^?]*(?:\\?(.*))?");

  static ServerUri parse(String uri) {
    Matcher parts = FORM.matcher(uri);
    if (!parts.matches()) {
      throw new OperatorException(
          "--mongo-uri must look like mongodb://HOST:PORT or mongodb://USER:PASSWORD@HOST:PORT;"
              + " nothing was started.");
    }
    String user = parts.group(2);
    return new ServerUri(
        parts.group(1),
        user == null ? "" : user,
        parts.group(3),
        Optional.ofNullable(parts.group(4)));
  }

  boolean hasUser() {
    return !user.isEmpty();
  }

  String forDatabase(String name) {
    return scheme + hosts + "/" + name + options.map(all -> "?" + all).orElse("");
  }

  /** Such a user is known to its own database, not to the one of the administrator. */
  String forUser(String name, String password) {
    String others =
        options.stream()
            .flatMap(all -> List.of(all.split("&")).stream())
            .filter(option -> !option.startsWith("authSource="))
            .reduce("", (all, option) -> all + "&" + option);
    return scheme
        + name
        + ":"
        + password
        + "@"
        + hosts
        + "/"
        + name
        + "?authSource="
        + name
        + others;
  }

  String withOption(String option) {
    return scheme + user + hosts + "/?" + options.map(all -> all + "&").orElse("") + option;
  }
}
