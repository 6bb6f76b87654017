package org.twofold.gateway.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the pages point to.
 *
 * @param supportUrl where Ask support leads
 * @param inboxUrl the inbox of the local stack; null elsewhere
 */
@ConfigurationProperties("twofold.site")
record SiteSettings(
    @DefaultValue("mailto:support@localhost") String supportUrl, @Nullable URI inboxUrl) {}
