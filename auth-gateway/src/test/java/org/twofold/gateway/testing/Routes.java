package org.twofold.gateway.testing;

import java.util.List;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/** Every route that the gateway has, found where Spring keeps them. */
public final class Routes {

  private Routes() {}

  /**
   * A method and a path.
   *
   * @param pattern with {@code {names}} for what varies
   */
  public record Route(String method, String pattern) {

    public boolean isPage() {
      return !pattern.matches("/(api|operator|actuator)/.*|/actuator|/forward-auth");
    }

    public boolean changes() {
      return !method.equals("GET");
    }

    /** A path of it. */
    public String path() {
      return pattern.replaceAll("\\{[^}]*}|\\*\\*", "zu_AlLJRrU8m7CbFk91PJw");
    }

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  public static List<Route> of(GatewayUnderTest gateway) {
    return gateway
        .context()
        .getBeansOfType(RequestMappingInfoHandlerMapping.class)
        .values()
        .stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .flatMap(
            info ->
                info.getPatternsCondition().getPatterns().stream()
                    .flatMap(
                        pattern ->
                            info.getMethodsCondition().getMethods().stream()
                                .map(RequestMethod::name)
                                .map(method -> new Route(method, pattern.getPatternString()))))
        .distinct()
        .toList();
  }
}
