/**
 * What the tests of services stand on: a real broker in the process, a registry's stand-in, keys in
 * a temporary folder.
 */
@NullMarked
package org.twofold.messaging.test;

import org.jspecify.annotations.NullMarked;
