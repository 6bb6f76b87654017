package org.twofold.gateway.mfa;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the mfa-service is reached.
 *
 * @param url where it answers
 * @param tokenFile the file with the credential that it asks for, one line
 * @param timeout after which a code counts as not checked
 */
@Validated
@ConfigurationProperties("twofold.mfa")
record MfaSettings(
    @DefaultValue("http://127.0.0.1:8081") URI url,
    @NotNull(message = "names no file; ./twofold up makes one for the local stack") Path tokenFile,
    @DefaultValue("3s") Duration timeout) {}
