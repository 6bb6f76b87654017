/**
 * The only public door: accounts, passwords, logins and the sessions they become, settings, pages.
 */
@NullMarked
package org.twofold.gateway;

import org.jspecify.annotations.NullMarked;
