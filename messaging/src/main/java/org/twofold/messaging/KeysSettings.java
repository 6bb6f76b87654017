package org.twofold.messaging;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the keys of this service are.
 *
 * @param directory the folder with a file for each purpose; ./twofold up makes one for the local
 *     stack
 */
@Validated
@ConfigurationProperties("twofold.keys")
record KeysSettings(
    @NotNull(message = "names no folder; set it to the folder with this service's key files")
        Path directory) {}
