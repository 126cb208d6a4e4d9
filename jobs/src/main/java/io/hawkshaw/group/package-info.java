/** Finding groups: which findings and which evidence are one incident, why, and its story. */
package io.hawkshaw.group;
