/**
 * What is said between services: the Avro records of every event, and the topics they travel on.
 * The generated records say nothing of nulls, so the package is not marked; what is written by hand
 * is.
 */
package org.twofold.events;
