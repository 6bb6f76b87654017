package org.twofold.mfa.access;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who is let in.
 *
 * @param clientName the DNS name that the caller's certificate must have as a subject alternative
 *     name
 */
@Validated
@ConfigurationProperties("twofold.mfa")
record AccessSettings(@NotBlank @DefaultValue("auth-gateway") String clientName) {}
