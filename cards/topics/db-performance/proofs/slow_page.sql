-- region: rows
CREATE TABLE booking (id int PRIMARY KEY, host_id int, guest text);
INSERT INTO booking
SELECT n, n % 1000, 'guest ' || n FROM generate_series(1, 150000) AS n;
ANALYZE booking;
-- endregion

-- region: page
SELECT guest FROM booking WHERE host_id = 7;
-- endregion

-- region: index
CREATE INDEX booking_by_host ON booking (host_id);
-- endregion
