/** What is normal for each identity, address and machine, and what left it. */
package io.hawkshaw.behavior;
