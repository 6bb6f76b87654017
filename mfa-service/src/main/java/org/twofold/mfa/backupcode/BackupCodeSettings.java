package org.twofold.mfa.backupcode;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How backup codes are checked.
 *
 * @param answerWithin after which a code counts as not checked (503); shorter than the gateway
 *     waits
 */
@Validated
@ConfigurationProperties("twofold.backup-code")
record BackupCodeSettings(@DefaultValue("2500ms") Duration answerWithin) {}
