/**
 * How records are taken from Kafka: by share groups, and from retry topics when their time comes.
 */
@NullMarked
package org.twofold.notification.queue;

import org.jspecify.annotations.NullMarked;
