/** The page of all models, in Markdown, with its pictures and tables. */
package org.inrzoo.page;
