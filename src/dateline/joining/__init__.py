"""From claims of many articles to events; the order of arrival never matters."""
