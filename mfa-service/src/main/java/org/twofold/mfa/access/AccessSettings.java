package org.twofold.mfa.access;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who is let in.
 *
 * @param tokenFile the file with the gateway's credential, one line
 */
@Validated
@ConfigurationProperties("twofold.mfa")
record AccessSettings(
    @NotNull(message = "names no file; ./twofold up makes one for the local stack")
        Path tokenFile) {}
