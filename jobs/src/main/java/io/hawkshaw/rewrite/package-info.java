/**
 * Stories of finding groups rewritten by a language model, where an operator sets one: after the
 * night, beside the story of the templates, and only where the text names nothing that the facts do
 * not name.
 */
package io.hawkshaw.rewrite;
