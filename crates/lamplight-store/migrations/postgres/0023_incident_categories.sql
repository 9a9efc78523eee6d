-- To forget the incidents of one source, and to see that a category has none: without it every incident is looked at.
CREATE INDEX incident_of_category ON incident (category);
