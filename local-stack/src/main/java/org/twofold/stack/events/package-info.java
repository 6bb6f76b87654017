/** Shows the events on the topics as JSON lines, without opening what is sealed. */
@NullMarked
package org.twofold.stack.events;

import org.jspecify.annotations.NullMarked;
