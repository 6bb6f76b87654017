package org.twofold.notification.operator;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may switch channels.
 *
 * @param tokenFile the file with the operator's credential, one line; without it nobody may
 */
@ConfigurationProperties("twofold.operator")
record OperatorSettings(@Nullable Path tokenFile) {}
