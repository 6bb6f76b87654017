package org.twofold.gateway.operator;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What an operator needs to be let in.
 *
 * @param tokenFile the file with the operator's credential, one line; without it nobody is let in
 */
@ConfigurationProperties("twofold.operator")
record OperatorSettings(@Nullable Path tokenFile) {}
