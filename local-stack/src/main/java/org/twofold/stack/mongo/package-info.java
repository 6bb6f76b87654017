/** A stand-in for MongoDB, so that one machine and every test need no database server. */
@NullMarked
package org.twofold.stack.mongo;

import org.jspecify.annotations.NullMarked;
