/** The graph of entities: who acted from where on what, who assumed whom, who created what. */
package io.hawkshaw.graph;
