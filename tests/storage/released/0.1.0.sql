BEGIN TRANSACTION;
CREATE TABLE absence (
	ballot_id BIGINT NOT NULL, 
	voter_id INTEGER NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_absence PRIMARY KEY (ballot_id, voter_id), 
	CONSTRAINT fk_absence_ballot_id_voter_id FOREIGN KEY(ballot_id, voter_id) REFERENCES ballot_voter (ballot_id, voter_id)
);
CREATE TABLE account (
	id BIGINT NOT NULL, 
	channel TEXT NOT NULL, 
	account TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	device TEXT DEFAULT '' NOT NULL, 
	joined_at BIGINT NOT NULL, 
	unreachable_at BIGINT, 
	commands TEXT DEFAULT '' NOT NULL, 
	commands_due_at BIGINT, 
	commands_tries INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_account PRIMARY KEY (channel, account), 
	CONSTRAINT fk_account_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_account_id UNIQUE (id)
);
INSERT INTO "account" VALUES(770020761051772101,'paper','phone-3',1783595543148318149,'',1772416800000000,NULL,'2a8d5d7ac2bb4ad09923639b1d02112cd59c62685e7dea2a3b6f5d6576ccc7f4',NULL,0);
INSERT INTO "account" VALUES(3768248072866645075,'paper','phone-5',1362696148247954903,'',1772416800000000,NULL,'2a8d5d7ac2bb4ad09923639b1d02112cd59c62685e7dea2a3b6f5d6576ccc7f4',NULL,0);
INSERT INTO "account" VALUES(4450157520141813179,'paper','phone-7',1475288364536249033,'',1772416800000000,NULL,'2a8d5d7ac2bb4ad09923639b1d02112cd59c62685e7dea2a3b6f5d6576ccc7f4',NULL,0);
INSERT INTO "account" VALUES(333216727291035305,'paper','phone-9',390826953478320521,'',1772416800000000,NULL,'2a8d5d7ac2bb4ad09923639b1d02112cd59c62685e7dea2a3b6f5d6576ccc7f4',NULL,0);
INSERT INTO "account" VALUES(1925287742042155227,'paper','phone-11',106244531842638737,'',1772416800000000,NULL,'2a8d5d7ac2bb4ad09923639b1d02112cd59c62685e7dea2a3b6f5d6576ccc7f4',NULL,0);
INSERT INTO "account" VALUES(1379129488155964911,'paper','phone-13',548614967684520303,'',1772416800000000,NULL,'2a8d5d7ac2bb4ad09923639b1d02112cd59c62685e7dea2a3b6f5d6576ccc7f4',NULL,0);
INSERT INTO "account" VALUES(2538097033693275263,'paper','phone-15',588911951857080751,'',1772416800000000,NULL,'2a8d5d7ac2bb4ad09923639b1d02112cd59c62685e7dea2a3b6f5d6576ccc7f4',NULL,0);
INSERT INTO "account" VALUES(1679190082093811251,'paper','phone-17',490632104060735977,'',1772416800000000,NULL,'d093e6e1b7561a54b13221fabba8ecab4ff7db4ec96b28f85876e08305de3fd5',NULL,0);
INSERT INTO "account" VALUES(4287384764053100529,'paper','phone-19',1525063520266886353,'',1772416800000000,NULL,'d093e6e1b7561a54b13221fabba8ecab4ff7db4ec96b28f85876e08305de3fd5',NULL,0);
INSERT INTO "account" VALUES(3943366833601874985,'paper','phone-21',2075505759422228585,'',1772416800000000,NULL,'c7609e505fdc435cb4acfa47511c9ab8d45e485fa801adeff8bcd20cff004263',NULL,0);
INSERT INTO "account" VALUES(2862495707970732107,'paper','phone-23',1413344372991156455,'',1772416800000000,NULL,'a189ba10cd3a676654b59b1ab0587591d08850b05e2619c87618bbc4a0caf54c',NULL,0);
INSERT INTO "account" VALUES(3628709316554268857,'paper','phone-25',955683720256799147,'',1772416800000000,NULL,'a189ba10cd3a676654b59b1ab0587591d08850b05e2619c87618bbc4a0caf54c',NULL,0);
INSERT INTO "account" VALUES(1608116736088166835,'paper','phone-27',4523520871091131813,'',1772416800000000,NULL,'dd28d79ec7b5f4f2c9ebc364948751e62daaf388ecd18bb4be9d59b2bb6a3949',NULL,0);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE ballot (
	id INTEGER NOT NULL, 
	writes INTEGER DEFAULT '0' NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	campaign_id BIGINT NOT NULL, 
	body_id BIGINT NOT NULL, 
	body_name TEXT NOT NULL, 
	title TEXT NOT NULL, 
	award TEXT DEFAULT '' NOT NULL, 
	place TEXT DEFAULT '' NOT NULL, 
	state TEXT NOT NULL, 
	act TEXT NOT NULL, 
	secrecy TEXT NOT NULL, 
	settings TEXT NOT NULL, 
	tellers TEXT NOT NULL, 
	recusals TEXT NOT NULL, 
	closes_at BIGINT, 
	end_told_at BIGINT, 
	cut_off_seq BIGINT, 
	round INTEGER NOT NULL, 
	attempt INTEGER NOT NULL, 
	follows BIGINT, 
	counted_at BIGINT, 
	trouble TEXT DEFAULT '' NOT NULL, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_ballot PRIMARY KEY (id), 
	CONSTRAINT ck_ballot_cut_off CHECK ((cut_off_seq IS NULL) = (state IN ('draft', 'prepared', 'open')) OR state = 'annulled'), 
	CONSTRAINT ck_ballot_open_hands CHECK (act <> 'hands' OR secrecy = 'open'), 
	CONSTRAINT fk_ballot_body_id FOREIGN KEY(body_id) REFERENCES body (id), 
	CONSTRAINT fk_ballot_follows FOREIGN KEY(follows) REFERENCES ballot (id), 
	CONSTRAINT fk_ballot_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id)
);
INSERT INTO "ballot" VALUES(345143337574093987,5,2288942472648151691,624078643069351027,3855114221368845057,'Khối thi đua số IV','Đơn vị dẫn đầu khối, cụm thi đua năm 2026','SUY_TON_CO','','announced','acclaim','open','{"is":"Settings","act":"acclaim","secrecy":"open","threshold":{"is":"Majority"},"denominator":"all_members","basis":{"is":"Basis","citation":"Không tìm thấy tỷ lệ trong luật; theo quy chế. Số thành viên dự họp 2/3: TT 25/2025/TT-BKHCN Đ.23, TT 01/2024/TT-TANDTC, QĐ 86/2025/QĐ-UBND Bắc Ninh","confidence":"inferred","confirmed":{"is":"Confirmation","by":1820623937617770467,"name":"Lê Văn C","on":"2026-03-02","version":"56833fc19985f6a09f0c11831d7d7802db9a34e05340e8a420436647bcb958dc"}},"quorum":"2/3","recusal":"off","absent":"written_opinion","max_rounds":2,"tie":"preference_then_chair","places":1,"office":null}','[]','[]',NULL,NULL,153,1,1,NULL,1772418300000000,'',1772418000000000);
INSERT INTO "ballot" VALUES(660736194601965401,0,2288942472648151691,624078643069351027,3855114221368845057,'Khối thi đua số IV','Đơn vị dẫn đầu khối, cụm thi đua năm 2026','SUY_TON_CO','','draft','acclaim','open','{"is":"Settings","act":"acclaim","secrecy":"open","threshold":{"is":"Majority"},"denominator":"all_members","basis":{"is":"Basis","citation":"Không tìm thấy tỷ lệ trong luật; theo quy chế. Số thành viên dự họp 2/3: TT 25/2025/TT-BKHCN Đ.23, TT 01/2024/TT-TANDTC, QĐ 86/2025/QĐ-UBND Bắc Ninh","confidence":"inferred","confirmed":{"is":"Confirmation","by":1820623937617770467,"name":"Lê Văn C","on":"2026-03-02","version":"56833fc19985f6a09f0c11831d7d7802db9a34e05340e8a420436647bcb958dc"}},"quorum":"2/3","recusal":"off","absent":"written_opinion","max_rounds":2,"tie":"preference_then_chair","places":1,"office":null}','[]','[]',NULL,NULL,NULL,1,1,NULL,NULL,'',1772416800000000);
INSERT INTO "ballot" VALUES(1191799812880698693,1,2288942472648151691,624078643069351027,3855114221368845057,'Khối thi đua số IV','Đơn vị dẫn đầu khối, cụm thi đua năm 2026','SUY_TON_CO','','prepared','acclaim','open','{"is":"Settings","act":"acclaim","secrecy":"open","threshold":{"is":"Majority"},"denominator":"all_members","basis":{"is":"Basis","citation":"Không tìm thấy tỷ lệ trong luật; theo quy chế. Số thành viên dự họp 2/3: TT 25/2025/TT-BKHCN Đ.23, TT 01/2024/TT-TANDTC, QĐ 86/2025/QĐ-UBND Bắc Ninh","confidence":"inferred","confirmed":{"is":"Confirmation","by":1820623937617770467,"name":"Lê Văn C","on":"2026-03-02","version":"56833fc19985f6a09f0c11831d7d7802db9a34e05340e8a420436647bcb958dc"}},"quorum":"2/3","recusal":"off","absent":"written_opinion","max_rounds":2,"tie":"preference_then_chair","places":1,"office":null}','[]','[]',NULL,NULL,NULL,1,1,NULL,NULL,'',1772416800000000);
INSERT INTO "ballot" VALUES(1706415566010403089,4,2288942472648151691,624078643069351027,3855114221368845057,'Khối thi đua số IV','Đơn vị dẫn đầu khối, cụm thi đua năm 2026','SUY_TON_CO','','counted','acclaim','open','{"is":"Settings","act":"acclaim","secrecy":"open","threshold":{"is":"Majority"},"denominator":"all_members","basis":{"is":"Basis","citation":"Không tìm thấy tỷ lệ trong luật; theo quy chế. Số thành viên dự họp 2/3: TT 25/2025/TT-BKHCN Đ.23, TT 01/2024/TT-TANDTC, QĐ 86/2025/QĐ-UBND Bắc Ninh","confidence":"inferred","confirmed":{"is":"Confirmation","by":1820623937617770467,"name":"Lê Văn C","on":"2026-03-02","version":"56833fc19985f6a09f0c11831d7d7802db9a34e05340e8a420436647bcb958dc"}},"quorum":"2/3","recusal":"off","absent":"written_opinion","max_rounds":2,"tie":"preference_then_chair","places":1,"office":null}','[]','[]',NULL,NULL,138,1,1,NULL,1772418000000000,'',1772417700000000);
INSERT INTO "ballot" VALUES(3188045411191591835,2,2288942472648151691,624078643069351027,3855114221368845057,'Khối thi đua số IV','Bằng khen của Tổng Thanh tra Chính phủ (tập thể) năm 2026','BK_BO_C','','open','hands','open','{"is":"Settings","act":"hands","secrecy":"open","threshold":{"is":"Majority"},"denominator":"all_members","basis":{"is":"Basis","citation":"Không tìm thấy tỷ lệ trong luật; theo quy chế. Số thành viên dự họp 2/3: TT 25/2025/TT-BKHCN Đ.23, TT 01/2024/TT-TANDTC, QĐ 86/2025/QĐ-UBND Bắc Ninh","confidence":"inferred","confirmed":{"is":"Confirmation","by":1820623937617770467,"name":"Lê Văn C","on":"2026-03-02","version":"56833fc19985f6a09f0c11831d7d7802db9a34e05340e8a420436647bcb958dc"}},"quorum":"2/3","recusal":"off","absent":"written_opinion","max_rounds":2,"tie":"preference_then_chair","places":null,"office":null}','[]','[]',NULL,NULL,NULL,1,1,NULL,NULL,'',1772416800000000);
INSERT INTO "ballot" VALUES(3307525437660187317,2,2288942472648151691,624078643069351027,3855114221368845057,'Khối thi đua số IV','Đơn vị dẫn đầu khối, cụm thi đua năm 2026','SUY_TON_CO','','open','acclaim','open','{"is":"Settings","act":"acclaim","secrecy":"open","threshold":{"is":"Majority"},"denominator":"all_members","basis":{"is":"Basis","citation":"Không tìm thấy tỷ lệ trong luật; theo quy chế. Số thành viên dự họp 2/3: TT 25/2025/TT-BKHCN Đ.23, TT 01/2024/TT-TANDTC, QĐ 86/2025/QĐ-UBND Bắc Ninh","confidence":"inferred","confirmed":{"is":"Confirmation","by":1820623937617770467,"name":"Lê Văn C","on":"2026-03-02","version":"56833fc19985f6a09f0c11831d7d7802db9a34e05340e8a420436647bcb958dc"}},"quorum":"2/3","recusal":"off","absent":"written_opinion","max_rounds":2,"tie":"preference_then_chair","places":1,"office":null}','[]','[]',NULL,NULL,NULL,1,1,NULL,NULL,'',1772417100000000);
INSERT INTO "ballot" VALUES(4047422275940659997,4,2288942472648151691,624078643069351027,3855114221368845057,'Khối thi đua số IV','Đơn vị dẫn đầu khối, cụm thi đua năm 2026','SUY_TON_CO','','closed','acclaim','open','{"is":"Settings","act":"acclaim","secrecy":"open","threshold":{"is":"Majority"},"denominator":"all_members","basis":{"is":"Basis","citation":"Không tìm thấy tỷ lệ trong luật; theo quy chế. Số thành viên dự họp 2/3: TT 25/2025/TT-BKHCN Đ.23, TT 01/2024/TT-TANDTC, QĐ 86/2025/QĐ-UBND Bắc Ninh","confidence":"inferred","confirmed":{"is":"Confirmation","by":1820623937617770467,"name":"Lê Văn C","on":"2026-03-02","version":"56833fc19985f6a09f0c11831d7d7802db9a34e05340e8a420436647bcb958dc"}},"quorum":"2/3","recusal":"off","absent":"written_opinion","max_rounds":2,"tie":"preference_then_chair","places":1,"office":null}','[{"is":"Teller","member":398437165428852567,"name":"Người teller","position":"Chuyên viên"}]','[]',NULL,NULL,123,1,1,NULL,NULL,'',1772417400000000);
CREATE TABLE ballot_candidate (
	ballot_id BIGINT NOT NULL, 
	candidate_id BIGINT NOT NULL, 
	place INTEGER NOT NULL, 
	subject TEXT NOT NULL, 
	name TEXT NOT NULL, 
	unit_id BIGINT NOT NULL, 
	unit_name TEXT NOT NULL, 
	award TEXT NOT NULL, 
	position TEXT DEFAULT '' NOT NULL, 
	member_id BIGINT, 
	registration_id BIGINT, 
	added_because TEXT DEFAULT '' NOT NULL, 
	gender TEXT, 
	women INTEGER, 
	women_of INTEGER, 
	CONSTRAINT pk_ballot_candidate PRIMARY KEY (ballot_id, candidate_id), 
	CONSTRAINT fk_ballot_candidate_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id), 
	CONSTRAINT fk_ballot_candidate_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_ballot_candidate_registration_id FOREIGN KEY(registration_id) REFERENCES registration (id), 
	CONSTRAINT fk_ballot_candidate_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_ballot_candidate_ballot_id_place UNIQUE (ballot_id, place)
);
INSERT INTO "ballot_candidate" VALUES(660736194601965401,3239649614297649359,1,'collective','Báo Thanh tra',3480774356082987535,'Báo Thanh tra','Cờ thi đua của Thanh tra Chính phủ','',NULL,3373627425087900453,'',NULL,NULL,NULL);
INSERT INTO "ballot_candidate" VALUES(660736194601965401,4379174253102604723,2,'collective','Viện Chiến lược',1757387278076953421,'Viện Chiến lược','Cờ thi đua của Thanh tra Chính phủ','',NULL,1045722586261078211,'',NULL,NULL,NULL);
INSERT INTO "ballot_candidate" VALUES(1191799812880698693,1791256327965023553,1,'collective','Báo Thanh tra',3480774356082987535,'Báo Thanh tra','Cờ thi đua của Thanh tra Chính phủ','',NULL,3373627425087900453,'',NULL,NULL,NULL);
INSERT INTO "ballot_candidate" VALUES(1191799812880698693,2535007588059176783,2,'collective','Viện Chiến lược',1757387278076953421,'Viện Chiến lược','Cờ thi đua của Thanh tra Chính phủ','',NULL,1045722586261078211,'',NULL,NULL,NULL);
INSERT INTO "ballot_candidate" VALUES(3188045411191591835,224076236735814869,1,'collective','Báo Thanh tra',3480774356082987535,'Báo Thanh tra','Bằng khen của Tổng Thanh tra Chính phủ (tập thể)','',NULL,879367883363266821,'',NULL,NULL,NULL);
INSERT INTO "ballot_candidate" VALUES(3188045411191591835,3651212992753790195,2,'collective','Viện Chiến lược',1757387278076953421,'Viện Chiến lược','Bằng khen của Tổng Thanh tra Chính phủ (tập thể)','',NULL,2727926605101685345,'',NULL,NULL,NULL);
INSERT INTO "ballot_candidate" VALUES(3307525437660187317,1593449483944268827,1,'collective','Báo Thanh tra',3480774356082987535,'Báo Thanh tra','Cờ thi đua của Thanh tra Chính phủ','',NULL,3373627425087900453,'',NULL,NULL,NULL);
INSERT INTO "ballot_candidate" VALUES(3307525437660187317,3996645523238367057,2,'collective','Viện Chiến lược',1757387278076953421,'Viện Chiến lược','Cờ thi đua của Thanh tra Chính phủ','',NULL,1045722586261078211,'',NULL,NULL,NULL);
INSERT INTO "ballot_candidate" VALUES(4047422275940659997,2239541299741131483,1,'collective','Báo Thanh tra',3480774356082987535,'Báo Thanh tra','Cờ thi đua của Thanh tra Chính phủ','',NULL,3373627425087900453,'',NULL,NULL,NULL);
INSERT INTO "ballot_candidate" VALUES(4047422275940659997,704243432631645123,2,'collective','Viện Chiến lược',1757387278076953421,'Viện Chiến lược','Cờ thi đua của Thanh tra Chính phủ','',NULL,1045722586261078211,'',NULL,NULL,NULL);
INSERT INTO "ballot_candidate" VALUES(1706415566010403089,2221625493528482791,1,'collective','Báo Thanh tra',3480774356082987535,'Báo Thanh tra','Cờ thi đua của Thanh tra Chính phủ','',NULL,3373627425087900453,'',NULL,NULL,NULL);
INSERT INTO "ballot_candidate" VALUES(1706415566010403089,452477222509326085,2,'collective','Viện Chiến lược',1757387278076953421,'Viện Chiến lược','Cờ thi đua của Thanh tra Chính phủ','',NULL,1045722586261078211,'',NULL,NULL,NULL);
INSERT INTO "ballot_candidate" VALUES(345143337574093987,1844691089418852085,1,'collective','Báo Thanh tra',3480774356082987535,'Báo Thanh tra','Cờ thi đua của Thanh tra Chính phủ','',NULL,3373627425087900453,'',NULL,NULL,NULL);
INSERT INTO "ballot_candidate" VALUES(345143337574093987,2919426686264737977,2,'collective','Viện Chiến lược',1757387278076953421,'Viện Chiến lược','Cờ thi đua của Thanh tra Chính phủ','',NULL,1045722586261078211,'',NULL,NULL,NULL);
CREATE TABLE ballot_count (
	ballot_id BIGINT NOT NULL, 
	record TEXT NOT NULL, 
	sheet TEXT NOT NULL, 
	CONSTRAINT pk_ballot_count PRIMARY KEY (ballot_id), 
	CONSTRAINT fk_ballot_count_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id)
);
INSERT INTO "ballot_count" VALUES(1706415566010403089,'{"is":"BallotRecord","ballot":{"is":"Ballot","id":1706415566010403089,"campaign":624078643069351027,"body":3855114221368845057,"body_name":"Khối thi đua số IV","title":"Đơn vị dẫn đầu khối, cụm thi đua năm 2026","settings":{"is":"Settings","act":"acclaim","secrecy":"open","threshold":{"is":"Majority"},"denominator":"all_members","basis":{"is":"Basis","citation":"Không tìm thấy tỷ lệ trong luật; theo quy chế. Số thành viên dự họp 2/3: TT 25/2025/TT-BKHCN Đ.23, TT 01/2024/TT-TANDTC, QĐ 86/2025/QĐ-UBND Bắc Ninh","confidence":"inferred","confirmed":{"is":"Confirmation","by":1820623937617770467,"name":"Lê Văn C","on":"2026-03-02","version":"56833fc19985f6a09f0c11831d7d7802db9a34e05340e8a420436647bcb958dc"}},"quorum":"2/3","recusal":"off","absent":"written_opinion","max_rounds":2,"tie":"preference_then_chair","places":1,"office":null},"candidates":[{"is":"Candidate","id":2221625493528482791,"subject":"collective","name":"Báo Thanh tra","unit":3480774356082987535,"unit_name":"Báo Thanh tra","award":"Cờ thi đua của Thanh tra Chính phủ","position":"","member":null,"registration":3373627425087900453,"added_because":"","gender":null,"women":null},{"is":"Candidate","id":452477222509326085,"subject":"collective","name":"Viện Chiến lược","unit":1757387278076953421,"unit_name":"Viện Chiến lược","award":"Cờ thi đua của Thanh tra Chính phủ","position":"","member":null,"registration":1045722586261078211,"added_because":"","gender":null,"women":null}],"roll":[{"is":"Voter","id":1,"kind":"unit","name":"Báo Thanh tra","unit":3480774356082987535,"hand":{"is":"Hand","member":3694332462896089181,"name":"Người head","position":"Chuyên viên","capacity":"head","mandate":""},"departed":[]},{"is":"Voter","id":2,"kind":"unit","name":"Viện Chiến lược","unit":1757387278076953421,"hand":{"is":"Hand","member":829649576798065421,"name":"Người head_elsewhere","position":"Chuyên viên","capacity":"head","mandate":""},"departed":[]},{"is":"Voter","id":3,"kind":"unit","name":"Thanh tra tỉnh","unit":3651830906771756503,"hand":null,"departed":[]}],"award":"SUY_TON_CO","place":"","tellers":[],"recusals":[],"closes_at":null,"round":1,"attempt":1,"follows":null,"prepared":{"is":"Stamp","by":4233586497916050525,"name":"Người secretary","position":"Chuyên viên","at":"2026-03-02T02:15:00+00:00"},"opened":{"is":"Stamp","by":1242744330695462601,"name":"Người chair","position":"Chuyên viên","at":"2026-03-02T02:15:00+00:00"},"closed":{"is":"Stamp","by":1242744330695462601,"name":"Người chair","position":"Chuyên viên","at":"2026-03-02T02:20:00+00:00"},"counted_at":"2026-03-02T09:20:00+07:00","announced":null,"annulled":null},"count":{"is":"Count","ballot":1706415566010403089,"numbers":{"is":"Numbers","roll":3,"left":1,"issued":2,"cast":2,"blank":0,"unreadable":0,"opinions":0,"there":2},"quorum_needed":2,"quorum_met":true,"candidates":[{"is":"CandidateCount","candidate":2221625493528482791,"ballots":{"is":"Marks","agree":2,"disagree":0,"other":0,"blank":0,"invalid":0,"recused":0},"opinions":{"is":"Marks","agree":0,"disagree":0,"other":0,"blank":0,"invalid":0,"recused":0},"recused":0,"yes":2,"base":3,"needed":2,"result":"passed","decided_by":"votes"},{"is":"CandidateCount","candidate":452477222509326085,"ballots":{"is":"Marks","agree":0,"disagree":0,"other":0,"blank":2,"invalid":0,"recused":0},"opinions":{"is":"Marks","agree":0,"disagree":0,"other":0,"blank":0,"invalid":0,"recused":0},"recused":0,"yes":0,"base":3,"needed":2,"result":"short","decided_by":"votes"}]},"chair":{"is":"Signatory","name":"Người chair","position":"Chuyên viên"},"secretary":{"is":"Signatory","name":"Lê Văn C","position":"Chuyên viên"},"roll":[{"is":"RollLine","voter":1,"name":"Báo Thanh tra","hand":{"is":"Hand","member":3694332462896089181,"name":"Người head","position":"Chuyên viên","capacity":"head","mandate":""},"took_part":"voted","reason":""},{"is":"RollLine","voter":2,"name":"Viện Chiến lược","hand":{"is":"Hand","member":829649576798065421,"name":"Người head_elsewhere","position":"Chuyên viên","capacity":"head","mandate":""},"took_part":"voted","reason":""},{"is":"RollLine","voter":3,"name":"Thanh tra tỉnh","hand":null,"took_part":"left","reason":""}],"opinions":[],"opened":null,"papers":[],"recusals":[],"own_votes":[1,2],"receipts":[],"votes":[{"is":"Vote","ballot":1706415566010403089,"voter":1,"choices":[{"is":"Choice","candidate":2221625493528482791,"mark":"agree","remark":""},{"is":"Choice","candidate":452477222509326085,"mark":"blank","remark":""}],"by":3694332462896089181,"at":"2026-03-02T02:20:00+00:00","own":true,"revision":1},{"is":"Vote","ballot":1706415566010403089,"voter":2,"choices":[{"is":"Choice","candidate":2221625493528482791,"mark":"agree","remark":""},{"is":"Choice","candidate":452477222509326085,"mark":"blank","remark":""}],"by":829649576798065421,"at":"2026-03-02T02:20:00+00:00","own":true,"revision":1}],"tie":null}','thidua-sheet,1
ballot,1706415566010403089
round,1,1
title,"Đơn vị dẫn đầu khối, cụm thi đua năm 2026"
body,Khối thi đua số IV
act,acclaim
secrecy,open
threshold,majority
denominator,all_members
quorum,2/3
places,1
citation,"Không tìm thấy tỷ lệ trong luật; theo quy chế. Số thành viên dự họp 2/3: TT 25/2025/TT-BKHCN Đ.23, TT 01/2024/TT-TANDTC, QĐ 86/2025/QĐ-UBND Bắc Ninh"
confidence,inferred
roll,3
there,2
cast,2
unreadable,0
opinions,0
detail,lines
candidate,1,Báo Thanh tra,Cờ thi đua của Thanh tra Chính phủ,0,0,0
candidate,2,Viện Chiến lược,Cờ thi đua của Thanh tra Chính phủ,0,0,0
line,1,1. Báo Thanh tra,agree
line,1,2. Viện Chiến lược,agree
line,2,1. Báo Thanh tra,blank
line,2,2. Viện Chiến lược,blank
opinion,1,0,0,0,0,0
opinion,2,0,0,0,0,0
result,1,passed,2,3,2
result,2,short,0,3,2
legend,receipt,Mã đối chiếu của một phiếu; người bỏ phiếu giữ mã của mình
legend,line,"Một câu trả lời: số thứ tự tên, mã, ý kiến; các tên xáo trộn riêng"
legend,choice,"Một phiếu: mã, số thứ tự tên được chọn (0: không chọn)"
legend,agree,Đồng ý
legend,disagree,Không đồng ý
legend,other,Ý kiến khác
legend,blank,Để trống
legend,invalid,Không hợp lệ
legend,opinion,"Ý kiến bằng văn bản của người vắng: đồng ý, không đồng ý, ý kiến khác, trống, không hợp lệ"
legend,result,"Kết quả: số phiếu đồng ý, mẫu số, số cần"
legend,passed,Đạt
legend,short,Chưa đạt
legend,tied,Bằng phiếu
legend,outranked,Đủ tỷ lệ nhưng hết chỗ
legend,no_quorum,Không đủ số dự họp
legend,broken,Cách giải quyết khi bằng phiếu
');
INSERT INTO "ballot_count" VALUES(345143337574093987,'{"is":"BallotRecord","ballot":{"is":"Ballot","id":345143337574093987,"campaign":624078643069351027,"body":3855114221368845057,"body_name":"Khối thi đua số IV","title":"Đơn vị dẫn đầu khối, cụm thi đua năm 2026","settings":{"is":"Settings","act":"acclaim","secrecy":"open","threshold":{"is":"Majority"},"denominator":"all_members","basis":{"is":"Basis","citation":"Không tìm thấy tỷ lệ trong luật; theo quy chế. Số thành viên dự họp 2/3: TT 25/2025/TT-BKHCN Đ.23, TT 01/2024/TT-TANDTC, QĐ 86/2025/QĐ-UBND Bắc Ninh","confidence":"inferred","confirmed":{"is":"Confirmation","by":1820623937617770467,"name":"Lê Văn C","on":"2026-03-02","version":"56833fc19985f6a09f0c11831d7d7802db9a34e05340e8a420436647bcb958dc"}},"quorum":"2/3","recusal":"off","absent":"written_opinion","max_rounds":2,"tie":"preference_then_chair","places":1,"office":null},"candidates":[{"is":"Candidate","id":1844691089418852085,"subject":"collective","name":"Báo Thanh tra","unit":3480774356082987535,"unit_name":"Báo Thanh tra","award":"Cờ thi đua của Thanh tra Chính phủ","position":"","member":null,"registration":3373627425087900453,"added_because":"","gender":null,"women":null},{"is":"Candidate","id":2919426686264737977,"subject":"collective","name":"Viện Chiến lược","unit":1757387278076953421,"unit_name":"Viện Chiến lược","award":"Cờ thi đua của Thanh tra Chính phủ","position":"","member":null,"registration":1045722586261078211,"added_because":"","gender":null,"women":null}],"roll":[{"is":"Voter","id":1,"kind":"unit","name":"Báo Thanh tra","unit":3480774356082987535,"hand":{"is":"Hand","member":3694332462896089181,"name":"Người head","position":"Chuyên viên","capacity":"head","mandate":""},"departed":[]},{"is":"Voter","id":2,"kind":"unit","name":"Viện Chiến lược","unit":1757387278076953421,"hand":{"is":"Hand","member":829649576798065421,"name":"Người head_elsewhere","position":"Chuyên viên","capacity":"head","mandate":""},"departed":[]},{"is":"Voter","id":3,"kind":"unit","name":"Thanh tra tỉnh","unit":3651830906771756503,"hand":null,"departed":[]}],"award":"SUY_TON_CO","place":"","tellers":[],"recusals":[],"closes_at":null,"round":1,"attempt":1,"follows":null,"prepared":{"is":"Stamp","by":4233586497916050525,"name":"Người secretary","position":"Chuyên viên","at":"2026-03-02T02:20:00+00:00"},"opened":{"is":"Stamp","by":1242744330695462601,"name":"Người chair","position":"Chuyên viên","at":"2026-03-02T02:20:00+00:00"},"closed":{"is":"Stamp","by":1242744330695462601,"name":"Người chair","position":"Chuyên viên","at":"2026-03-02T02:25:00+00:00"},"counted_at":"2026-03-02T02:25:00+00:00","announced":{"is":"Stamp","by":1242744330695462601,"name":"Người chair","position":"Chuyên viên","at":"2026-03-02T09:25:00+07:00"},"annulled":null},"count":{"is":"Count","ballot":345143337574093987,"numbers":{"is":"Numbers","roll":3,"left":1,"issued":2,"cast":2,"blank":0,"unreadable":0,"opinions":0,"there":2},"quorum_needed":2,"quorum_met":true,"candidates":[{"is":"CandidateCount","candidate":1844691089418852085,"ballots":{"is":"Marks","agree":2,"disagree":0,"other":0,"blank":0,"invalid":0,"recused":0},"opinions":{"is":"Marks","agree":0,"disagree":0,"other":0,"blank":0,"invalid":0,"recused":0},"recused":0,"yes":2,"base":3,"needed":2,"result":"passed","decided_by":"votes"},{"is":"CandidateCount","candidate":2919426686264737977,"ballots":{"is":"Marks","agree":0,"disagree":0,"other":0,"blank":2,"invalid":0,"recused":0},"opinions":{"is":"Marks","agree":0,"disagree":0,"other":0,"blank":0,"invalid":0,"recused":0},"recused":0,"yes":0,"base":3,"needed":2,"result":"short","decided_by":"votes"}]},"chair":{"is":"Signatory","name":"Người chair","position":"Chuyên viên"},"secretary":{"is":"Signatory","name":"Lê Văn C","position":"Chuyên viên"},"roll":[{"is":"RollLine","voter":1,"name":"Báo Thanh tra","hand":{"is":"Hand","member":3694332462896089181,"name":"Người head","position":"Chuyên viên","capacity":"head","mandate":""},"took_part":"voted","reason":""},{"is":"RollLine","voter":2,"name":"Viện Chiến lược","hand":{"is":"Hand","member":829649576798065421,"name":"Người head_elsewhere","position":"Chuyên viên","capacity":"head","mandate":""},"took_part":"voted","reason":""},{"is":"RollLine","voter":3,"name":"Thanh tra tỉnh","hand":null,"took_part":"left","reason":""}],"opinions":[],"opened":null,"papers":[],"recusals":[],"own_votes":[1,2],"receipts":[],"votes":[{"is":"Vote","ballot":345143337574093987,"voter":1,"choices":[{"is":"Choice","candidate":1844691089418852085,"mark":"agree","remark":""},{"is":"Choice","candidate":2919426686264737977,"mark":"blank","remark":""}],"by":3694332462896089181,"at":"2026-03-02T02:25:00+00:00","own":true,"revision":1},{"is":"Vote","ballot":345143337574093987,"voter":2,"choices":[{"is":"Choice","candidate":1844691089418852085,"mark":"agree","remark":""},{"is":"Choice","candidate":2919426686264737977,"mark":"blank","remark":""}],"by":829649576798065421,"at":"2026-03-02T02:25:00+00:00","own":true,"revision":1}],"tie":null}','thidua-sheet,1
ballot,345143337574093987
round,1,1
title,"Đơn vị dẫn đầu khối, cụm thi đua năm 2026"
body,Khối thi đua số IV
act,acclaim
secrecy,open
threshold,majority
denominator,all_members
quorum,2/3
places,1
citation,"Không tìm thấy tỷ lệ trong luật; theo quy chế. Số thành viên dự họp 2/3: TT 25/2025/TT-BKHCN Đ.23, TT 01/2024/TT-TANDTC, QĐ 86/2025/QĐ-UBND Bắc Ninh"
confidence,inferred
roll,3
there,2
cast,2
unreadable,0
opinions,0
detail,lines
candidate,1,Báo Thanh tra,Cờ thi đua của Thanh tra Chính phủ,0,0,0
candidate,2,Viện Chiến lược,Cờ thi đua của Thanh tra Chính phủ,0,0,0
line,1,1. Báo Thanh tra,agree
line,1,2. Viện Chiến lược,agree
line,2,1. Báo Thanh tra,blank
line,2,2. Viện Chiến lược,blank
opinion,1,0,0,0,0,0
opinion,2,0,0,0,0,0
result,1,passed,2,3,2
result,2,short,0,3,2
legend,receipt,Mã đối chiếu của một phiếu; người bỏ phiếu giữ mã của mình
legend,line,"Một câu trả lời: số thứ tự tên, mã, ý kiến; các tên xáo trộn riêng"
legend,choice,"Một phiếu: mã, số thứ tự tên được chọn (0: không chọn)"
legend,agree,Đồng ý
legend,disagree,Không đồng ý
legend,other,Ý kiến khác
legend,blank,Để trống
legend,invalid,Không hợp lệ
legend,opinion,"Ý kiến bằng văn bản của người vắng: đồng ý, không đồng ý, ý kiến khác, trống, không hợp lệ"
legend,result,"Kết quả: số phiếu đồng ý, mẫu số, số cần"
legend,passed,Đạt
legend,short,Chưa đạt
legend,tied,Bằng phiếu
legend,outranked,Đủ tỷ lệ nhưng hết chỗ
legend,no_quorum,Không đủ số dự họp
legend,broken,Cách giải quyết khi bằng phiếu
');
CREATE TABLE ballot_presence (
	ballot_id BIGINT NOT NULL, 
	voter_id INTEGER NOT NULL, 
	there INTEGER NOT NULL, 
	CONSTRAINT pk_ballot_presence PRIMARY KEY (ballot_id, voter_id), 
	CONSTRAINT ck_ballot_presence_there CHECK (there IN (0, 1)), 
	CONSTRAINT fk_ballot_presence_ballot_id_voter_id FOREIGN KEY(ballot_id, voter_id) REFERENCES ballot_voter (ballot_id, voter_id)
);
CREATE TABLE ballot_stamp (
	ballot_id BIGINT NOT NULL, 
	step TEXT NOT NULL, 
	by_member BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	position TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	replaced_by BIGINT, 
	CONSTRAINT pk_ballot_stamp PRIMARY KEY (ballot_id, step), 
	CONSTRAINT fk_ballot_stamp_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id), 
	CONSTRAINT fk_ballot_stamp_by_member FOREIGN KEY(by_member) REFERENCES member (id)
);
INSERT INTO "ballot_stamp" VALUES(1191799812880698693,'prepared',4233586497916050525,'Người secretary','Chuyên viên',1772416800000000,'',NULL);
INSERT INTO "ballot_stamp" VALUES(3188045411191591835,'prepared',4233586497916050525,'Người secretary','Chuyên viên',1772416800000000,'',NULL);
INSERT INTO "ballot_stamp" VALUES(3188045411191591835,'opened',1242744330695462601,'Người chair','Chuyên viên',1772416800000000,'',NULL);
INSERT INTO "ballot_stamp" VALUES(3307525437660187317,'prepared',4233586497916050525,'Người secretary','Chuyên viên',1772417100000000,'',NULL);
INSERT INTO "ballot_stamp" VALUES(3307525437660187317,'opened',1242744330695462601,'Người chair','Chuyên viên',1772417100000000,'',NULL);
INSERT INTO "ballot_stamp" VALUES(4047422275940659997,'prepared',4233586497916050525,'Người secretary','Chuyên viên',1772417400000000,'',NULL);
INSERT INTO "ballot_stamp" VALUES(4047422275940659997,'opened',1242744330695462601,'Người chair','Chuyên viên',1772417400000000,'',NULL);
INSERT INTO "ballot_stamp" VALUES(4047422275940659997,'closed',1242744330695462601,'Người chair','Chuyên viên',1772417700000000,'',NULL);
INSERT INTO "ballot_stamp" VALUES(1706415566010403089,'prepared',4233586497916050525,'Người secretary','Chuyên viên',1772417700000000,'',NULL);
INSERT INTO "ballot_stamp" VALUES(1706415566010403089,'opened',1242744330695462601,'Người chair','Chuyên viên',1772417700000000,'',NULL);
INSERT INTO "ballot_stamp" VALUES(1706415566010403089,'closed',1242744330695462601,'Người chair','Chuyên viên',1772418000000000,'',NULL);
INSERT INTO "ballot_stamp" VALUES(345143337574093987,'prepared',4233586497916050525,'Người secretary','Chuyên viên',1772418000000000,'',NULL);
INSERT INTO "ballot_stamp" VALUES(345143337574093987,'opened',1242744330695462601,'Người chair','Chuyên viên',1772418000000000,'',NULL);
INSERT INTO "ballot_stamp" VALUES(345143337574093987,'closed',1242744330695462601,'Người chair','Chuyên viên',1772418300000000,'',NULL);
INSERT INTO "ballot_stamp" VALUES(345143337574093987,'announced',1242744330695462601,'Người chair','Chuyên viên',1772418300000000,'',NULL);
CREATE TABLE ballot_voter (
	ballot_id BIGINT NOT NULL, 
	voter_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	unit_id BIGINT NOT NULL, 
	hand_id BIGINT, 
	hand TEXT DEFAULT '' NOT NULL, 
	departed TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_ballot_voter PRIMARY KEY (ballot_id, voter_id), 
	CONSTRAINT fk_ballot_voter_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id), 
	CONSTRAINT fk_ballot_voter_hand_id FOREIGN KEY(hand_id) REFERENCES member (id), 
	CONSTRAINT fk_ballot_voter_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_ballot_voter_ballot_id_hand_id UNIQUE (ballot_id, hand_id)
);
INSERT INTO "ballot_voter" VALUES(660736194601965401,1,'unit','Báo Thanh tra',3480774356082987535,3694332462896089181,'{"is":"Hand","member":3694332462896089181,"name":"Người head","position":"Chuyên viên","capacity":"head","mandate":""}','[]');
INSERT INTO "ballot_voter" VALUES(660736194601965401,2,'unit','Viện Chiến lược',1757387278076953421,829649576798065421,'{"is":"Hand","member":829649576798065421,"name":"Người head_elsewhere","position":"Chuyên viên","capacity":"head","mandate":""}','[]');
INSERT INTO "ballot_voter" VALUES(660736194601965401,3,'unit','Thanh tra tỉnh',3651830906771756503,NULL,'','[]');
INSERT INTO "ballot_voter" VALUES(1191799812880698693,1,'unit','Báo Thanh tra',3480774356082987535,3694332462896089181,'{"is":"Hand","member":3694332462896089181,"name":"Người head","position":"Chuyên viên","capacity":"head","mandate":""}','[]');
INSERT INTO "ballot_voter" VALUES(1191799812880698693,2,'unit','Viện Chiến lược',1757387278076953421,829649576798065421,'{"is":"Hand","member":829649576798065421,"name":"Người head_elsewhere","position":"Chuyên viên","capacity":"head","mandate":""}','[]');
INSERT INTO "ballot_voter" VALUES(1191799812880698693,3,'unit','Thanh tra tỉnh',3651830906771756503,NULL,'','[]');
INSERT INTO "ballot_voter" VALUES(3188045411191591835,1,'unit','Báo Thanh tra',3480774356082987535,3694332462896089181,'{"is":"Hand","member":3694332462896089181,"name":"Người head","position":"Chuyên viên","capacity":"head","mandate":""}','[]');
INSERT INTO "ballot_voter" VALUES(3188045411191591835,2,'unit','Viện Chiến lược',1757387278076953421,829649576798065421,'{"is":"Hand","member":829649576798065421,"name":"Người head_elsewhere","position":"Chuyên viên","capacity":"head","mandate":""}','[]');
INSERT INTO "ballot_voter" VALUES(3188045411191591835,3,'unit','Thanh tra tỉnh',3651830906771756503,NULL,'','[]');
INSERT INTO "ballot_voter" VALUES(3307525437660187317,1,'unit','Báo Thanh tra',3480774356082987535,3694332462896089181,'{"is":"Hand","member":3694332462896089181,"name":"Người head","position":"Chuyên viên","capacity":"head","mandate":""}','[]');
INSERT INTO "ballot_voter" VALUES(3307525437660187317,2,'unit','Viện Chiến lược',1757387278076953421,829649576798065421,'{"is":"Hand","member":829649576798065421,"name":"Người head_elsewhere","position":"Chuyên viên","capacity":"head","mandate":""}','[]');
INSERT INTO "ballot_voter" VALUES(3307525437660187317,3,'unit','Thanh tra tỉnh',3651830906771756503,NULL,'','[]');
INSERT INTO "ballot_voter" VALUES(4047422275940659997,1,'unit','Báo Thanh tra',3480774356082987535,3694332462896089181,'{"is":"Hand","member":3694332462896089181,"name":"Người head","position":"Chuyên viên","capacity":"head","mandate":""}','[]');
INSERT INTO "ballot_voter" VALUES(4047422275940659997,2,'unit','Viện Chiến lược',1757387278076953421,829649576798065421,'{"is":"Hand","member":829649576798065421,"name":"Người head_elsewhere","position":"Chuyên viên","capacity":"head","mandate":""}','[]');
INSERT INTO "ballot_voter" VALUES(4047422275940659997,3,'unit','Thanh tra tỉnh',3651830906771756503,NULL,'','[]');
INSERT INTO "ballot_voter" VALUES(1706415566010403089,1,'unit','Báo Thanh tra',3480774356082987535,3694332462896089181,'{"is":"Hand","member":3694332462896089181,"name":"Người head","position":"Chuyên viên","capacity":"head","mandate":""}','[]');
INSERT INTO "ballot_voter" VALUES(1706415566010403089,2,'unit','Viện Chiến lược',1757387278076953421,829649576798065421,'{"is":"Hand","member":829649576798065421,"name":"Người head_elsewhere","position":"Chuyên viên","capacity":"head","mandate":""}','[]');
INSERT INTO "ballot_voter" VALUES(1706415566010403089,3,'unit','Thanh tra tỉnh',3651830906771756503,NULL,'','[]');
INSERT INTO "ballot_voter" VALUES(345143337574093987,1,'unit','Báo Thanh tra',3480774356082987535,3694332462896089181,'{"is":"Hand","member":3694332462896089181,"name":"Người head","position":"Chuyên viên","capacity":"head","mandate":""}','[]');
INSERT INTO "ballot_voter" VALUES(345143337574093987,2,'unit','Viện Chiến lược',1757387278076953421,829649576798065421,'{"is":"Hand","member":829649576798065421,"name":"Người head_elsewhere","position":"Chuyên viên","capacity":"head","mandate":""}','[]');
INSERT INTO "ballot_voter" VALUES(345143337574093987,3,'unit','Thanh tra tỉnh',3651830906771756503,NULL,'','[]');
CREATE TABLE body (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	chair_unit_id BIGINT, 
	chair_member_id BIGINT, 
	CONSTRAINT pk_body PRIMARY KEY (id), 
	CONSTRAINT ck_body_one_chair CHECK (chair_unit_id IS NULL OR chair_member_id IS NULL), 
	CONSTRAINT fk_body_chair_member_id FOREIGN KEY(chair_member_id) REFERENCES member (id), 
	CONSTRAINT fk_body_chair_unit_id FOREIGN KEY(chair_unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_body_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id)
);
INSERT INTO "body" VALUES(3855114221368845057,2288942472648151691,'khoi','Khối thi đua số IV',2026,NULL,NULL);
CREATE TABLE body_member (
	body_id BIGINT NOT NULL, 
	member_id BIGINT NOT NULL, 
	CONSTRAINT pk_body_member PRIMARY KEY (body_id, member_id), 
	CONSTRAINT fk_body_member_body_id FOREIGN KEY(body_id) REFERENCES body (id), 
	CONSTRAINT fk_body_member_member_id FOREIGN KEY(member_id) REFERENCES member (id)
);
CREATE TABLE body_unit (
	body_id BIGINT NOT NULL, 
	unit_id BIGINT NOT NULL, 
	CONSTRAINT pk_body_unit PRIMARY KEY (body_id, unit_id), 
	CONSTRAINT fk_body_unit_body_id FOREIGN KEY(body_id) REFERENCES body (id), 
	CONSTRAINT fk_body_unit_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "body_unit" VALUES(3855114221368845057,3480774356082987535);
INSERT INTO "body_unit" VALUES(3855114221368845057,1757387278076953421);
INSERT INTO "body_unit" VALUES(3855114221368845057,3651830906771756503);
CREATE TABLE calendar_feed (
	person_id BIGINT NOT NULL, 
	secret_hash TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	CONSTRAINT pk_calendar_feed PRIMARY KEY (person_id), 
	CONSTRAINT fk_calendar_feed_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_calendar_feed_secret_hash UNIQUE (secret_hash)
);
CREATE TABLE campaign (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	year INTEGER NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	theme TEXT DEFAULT '' NOT NULL, 
	tasks TEXT DEFAULT '[]' NOT NULL, 
	movements TEXT DEFAULT '[]' NOT NULL, 
	plan_id BIGINT, 
	answered TEXT DEFAULT '' NOT NULL, 
	stage TEXT NOT NULL, 
	launcher TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	created_by BIGINT NOT NULL, 
	launched_at BIGINT, 
	launched_by BIGINT, 
	closed_at BIGINT, 
	closed_by BIGINT, 
	rules_on TEXT NOT NULL, 
	year_under_review TEXT, 
	confirmed_by BIGINT, 
	confirmed_name TEXT, 
	confirmed_on TEXT, 
	confirmed_version TEXT, 
	CONSTRAINT pk_campaign PRIMARY KEY (id), 
	CONSTRAINT ck_campaign_closed CHECK ((stage = 'closed') = (closed_at IS NOT NULL)), 
	CONSTRAINT ck_campaign_launched CHECK ((stage = 'draft') = (launched_at IS NULL)), 
	CONSTRAINT fk_campaign_closed_by FOREIGN KEY(closed_by) REFERENCES member (id), 
	CONSTRAINT fk_campaign_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES member (id), 
	CONSTRAINT fk_campaign_created_by FOREIGN KEY(created_by) REFERENCES member (id), 
	CONSTRAINT fk_campaign_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id), 
	CONSTRAINT fk_campaign_launched_by FOREIGN KEY(launched_by) REFERENCES member (id), 
	CONSTRAINT fk_campaign_plan_id FOREIGN KEY(plan_id) REFERENCES paper (id), 
	CONSTRAINT uq_campaign_khoi_id_year UNIQUE (khoi_id, year)
);
INSERT INTO "campaign" VALUES(311492865532952659,327992850252750005,2026,'','Kỷ cương','[]','[]',NULL,'','launched','either',2,1772416800000000,408360492697138617,1772416800000000,408360492697138617,NULL,NULL,'2026-03-02',NULL,408360492697138617,'Lê Văn C','2026-03-02','56833fc19985f6a09f0c11831d7d7802db9a34e05340e8a420436647bcb958dc');
INSERT INTO "campaign" VALUES(624078643069351027,2288942472648151691,2026,'','Kỷ cương','[]','[]',NULL,'','launched','either',2,1772416800000000,1820623937617770467,1772416800000000,1820623937617770467,NULL,NULL,'2026-03-02',NULL,1820623937617770467,'Lê Văn C','2026-03-02','56833fc19985f6a09f0c11831d7d7802db9a34e05340e8a420436647bcb958dc');
INSERT INTO "campaign" VALUES(1946907924043583393,2288942472648151691,2027,'','','[]','[]',NULL,'','draft','either',1,1772416800000000,4233586497916050525,NULL,NULL,NULL,NULL,'2026-03-01',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE consultation (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	campaign_id BIGINT NOT NULL, 
	by_member BIGINT NOT NULL, 
	file TEXT, 
	due_at BIGINT, 
	sent_at BIGINT, 
	closed_at BIGINT, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_consultation PRIMARY KEY (id), 
	CONSTRAINT ck_consultation_closed CHECK (closed_at IS NULL OR sent_at IS NOT NULL), 
	CONSTRAINT ck_consultation_due CHECK (sent_at IS NULL OR due_at IS NOT NULL), 
	CONSTRAINT fk_consultation_by_member FOREIGN KEY(by_member) REFERENCES member (id), 
	CONSTRAINT fk_consultation_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_consultation_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id)
);
INSERT INTO "consultation" VALUES(4607988372176696153,2288942472648151691,1946907924043583393,4233586497916050525,'{"is":"Attachment","name":"du-thao.pdf","sha256":"d2492a90810c96430af806b05a5e255198bbcadeea65402fe1941f753299737f","media_type":"application/pdf","size":5961}',1772791200000000,1772416800000000,NULL,1772416800000000);
CREATE TABLE consultation_comment (
	consultation_id BIGINT NOT NULL, 
	unit_id BIGINT NOT NULL, 
	number INTEGER NOT NULL, 
	by_member BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	standing TEXT NOT NULL, 
	text TEXT DEFAULT '' NOT NULL, 
	file TEXT, 
	CONSTRAINT pk_consultation_comment PRIMARY KEY (consultation_id, unit_id, number), 
	CONSTRAINT ck_consultation_comment_standing CHECK (standing IN ('written', 'submitted', 'sent')), 
	CONSTRAINT fk_consultation_comment_by_member FOREIGN KEY(by_member) REFERENCES member (id), 
	CONSTRAINT fk_consultation_comment_consultation_id FOREIGN KEY(consultation_id) REFERENCES consultation (id), 
	CONSTRAINT fk_consultation_comment_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "consultation_comment" VALUES(4607988372176696153,3480774356082987535,1,3694332462896089181,1772416800000000,'written','Đề nghị bổ sung chỉ tiêu',NULL);
CREATE TABLE conversation (
	channel TEXT NOT NULL, 
	account TEXT NOT NULL, 
	khoi_id BIGINT, 
	flow TEXT DEFAULT '' NOT NULL, 
	flow_version INTEGER DEFAULT '0' NOT NULL, 
	state_kind TEXT DEFAULT '' NOT NULL, 
	state BLOB NOT NULL, 
	shown BLOB NOT NULL, 
	sealed_by BIGINT, 
	revision BIGINT DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_conversation PRIMARY KEY (channel, account)
);
INSERT INTO "conversation" VALUES('paper','phone-3',2288942472648151691,'ask',1,'',X'',X'5B5B5B2272656769737465722E61626F7574225D2C22663A7265676973746572225D2C5B5B227265706F72742E61626F7574225D2C22663A7265706F7274225D2C5B5B226465636964652E61626F7574225D2C22663A646563696465225D2C5B5B2263616C656E6461722E61626F7574225D2C22663A63616C656E646172225D2C5B5B2261736B2E61626F7574225D2C22663A61736B225D2C5B5B22646576696365732E61626F7574225D2C22663A64657669636573225D2C5B5B226C616E67756167652E61626F7574225D2C22663A6C616E6775616765225D2C5B5B2268656C702E61626F7574225D2C22663A68656C70225D2C5B5B22636861742E6D656E755F627574746F6E225D2C226D225D5D',NULL,20);
INSERT INTO "conversation" VALUES('paper','phone-5',2288942472648151691,'menu',1,'',X'',X'5B5B5B2272656769737465722E64757479225D2C22663A7265676973746572225D2C5B5B2272656769737465722E61626F7574225D2C22663A7265676973746572225D2C5B5B227265706F72742E61626F7574225D2C22663A7265706F7274225D2C5B5B226465636964652E61626F7574225D2C22663A646563696465225D2C5B5B2263616C656E6461722E61626F7574225D2C22663A63616C656E646172225D2C5B5B2261736B2E61626F7574225D2C22663A61736B225D2C5B5B22646576696365732E61626F7574225D2C22663A64657669636573225D2C5B5B226C616E67756167652E61626F7574225D2C22663A6C616E6775616765225D2C5B5B2268656C702E61626F7574225D2C22663A68656C70225D2C5B5B22636861742E6D656E755F627574746F6E225D2C226D225D5D',NULL,1);
INSERT INTO "conversation" VALUES('paper','phone-7',2288942472648151691,'menu',1,'',X'',X'5B5B5B2272656769737465722E647574795F756E6974225D2C22663A7265676973746572225D2C5B5B2272656769737465722E61626F7574225D2C22663A7265676973746572225D2C5B5B227265706F72742E61626F7574225D2C22663A7265706F7274225D2C5B5B226465636964652E61626F7574225D2C22663A646563696465225D2C5B5B2263616C656E6461722E61626F7574225D2C22663A63616C656E646172225D2C5B5B2261736B2E61626F7574225D2C22663A61736B225D2C5B5B22646576696365732E61626F7574225D2C22663A64657669636573225D2C5B5B226C616E67756167652E61626F7574225D2C22663A6C616E6775616765225D2C5B5B2268656C702E61626F7574225D2C22663A68656C70225D2C5B5B22636861742E6D656E755F627574746F6E225D2C226D225D5D',NULL,1);
INSERT INTO "conversation" VALUES('paper','phone-9',2288942472648151691,'decide_cast',1,'',X'',X'5B5B5B226465636964652E6368616E67655F627574746F6E225D2C222162703A70754C383076654B7748225D5D',NULL,10);
INSERT INTO "conversation" VALUES('paper','phone-11',2288942472648151691,'menu',1,'',X'',X'5B5B5B2272656769737465722E64757479225D2C22663A7265676973746572225D2C5B5B2272656769737465722E61626F7574225D2C22663A7265676973746572225D2C5B5B227265706F72742E61626F7574225D2C22663A7265706F7274225D2C5B5B226465636964652E61626F7574225D2C22663A646563696465225D2C5B5B2263616C656E6461722E61626F7574225D2C22663A63616C656E646172225D2C5B5B2261736B2E61626F7574225D2C22663A61736B225D2C5B5B22646576696365732E61626F7574225D2C22663A64657669636573225D2C5B5B226C616E67756167652E61626F7574225D2C22663A6C616E6775616765225D2C5B5B2268656C702E61626F7574225D2C22663A68656C70225D2C5B5B22636861742E6D656E755F627574746F6E225D2C226D225D5D',NULL,1);
INSERT INTO "conversation" VALUES('paper','phone-13',2288942472648151691,'menu',1,'',X'',X'5B5B5B2272656769737465722E647574795F756E6974225D2C22663A7265676973746572225D2C5B5B2272656769737465722E61626F7574225D2C22663A7265676973746572225D2C5B5B227265706F72742E61626F7574225D2C22663A7265706F7274225D2C5B5B226465636964652E61626F7574225D2C22663A646563696465225D2C5B5B2263616C656E6461722E61626F7574225D2C22663A63616C656E646172225D2C5B5B2261736B2E61626F7574225D2C22663A61736B225D2C5B5B22646576696365732E61626F7574225D2C22663A64657669636573225D2C5B5B226C616E67756167652E61626F7574225D2C22663A6C616E6775616765225D2C5B5B2268656C702E61626F7574225D2C22663A68656C70225D2C5B5B22636861742E6D656E755F627574746F6E225D2C226D225D5D',NULL,1);
INSERT INTO "conversation" VALUES('paper','phone-15',2288942472648151691,'decide_cast',1,'',X'',X'5B5B5B226465636964652E6368616E67655F627574746F6E225D2C222162703A70754C383076654B7748225D5D',NULL,7);
INSERT INTO "conversation" VALUES('paper','phone-17',2288942472648151691,'verdict',1,'',X'',X'5B5B5B226465636964652E726573756C745F627574746F6E225D2C222162723A70754C383076654B7748225D5D',NULL,28);
INSERT INTO "conversation" VALUES('paper','phone-19',2288942472648151691,'menu',1,'',X'',X'5B5B5B2272656769737465722E61626F7574225D2C22663A7265676973746572225D2C5B5B226465636964652E61626F7574225D2C22663A646563696465225D2C5B5B2263616C656E6461722E61626F7574225D2C22663A63616C656E646172225D2C5B5B226D616E6167652E61626F7574225D2C22663A6D616E616765225D2C5B5B2261736B2E61626F7574225D2C22663A61736B225D2C5B5B22646576696365732E61626F7574225D2C22663A64657669636573225D2C5B5B226C616E67756167652E61626F7574225D2C22663A6C616E6775616765225D2C5B5B2268656C702E61626F7574225D2C22663A68656C70225D2C5B5B22636861742E6D656E755F627574746F6E225D2C226D225D5D',NULL,1);
INSERT INTO "conversation" VALUES('paper','phone-21',2288942472648151691,'menu',1,'',X'',X'5B5B5B2272656769737465722E61626F7574225D2C22663A7265676973746572225D2C5B5B226465636964652E61626F7574225D2C22663A646563696465225D2C5B5B2263616C656E6461722E61626F7574225D2C22663A63616C656E646172225D2C5B5B2261736B2E61626F7574225D2C22663A61736B225D2C5B5B22646576696365732E61626F7574225D2C22663A64657669636573225D2C5B5B226C616E67756167652E61626F7574225D2C22663A6C616E6775616765225D2C5B5B2268656C702E61626F7574225D2C22663A68656C70225D2C5B5B22636861742E6D656E755F627574746F6E225D2C226D225D5D',NULL,1);
INSERT INTO "conversation" VALUES('paper','phone-23',2288942472648151691,'poll_draft',1,'',X'',X'5B5B5B22706F6C6C2E726F6C6C5F627574746F6E225D2C226271723A70754C383076654B77483A30225D2C5B5B22706F6C6C2E63616E646964617465735F627574746F6E225D2C2262716C3A70754C383076654B77483A30225D2C5B5B22706F6C6C2E72756C65735F627574746F6E225D2C226271363A70754C383076654B7748225D2C5B5B22706F6C6C2E6D616B655F7365637265745F627574746F6E225D2C226271323A70754C383076654B77483A736563726574225D2C5B5B22706F6C6C2E7465616D5F627574746F6E225D2C226271743A70754C383076654B7748225D2C5B5B22706F6C6C2E7469746C655F627574746F6E225D2C226271333A70754C383076654B77483A74225D2C5B5B22706F6C6C2E706C6163655F627574746F6E225D2C226271333A70754C383076654B77483A70225D2C5B5B22706F6C6C2E646973636172645F627574746F6E225D2C226271343A70754C383076654B7748225D2C5B5B22636861742E6261636B5F627574746F6E225D2C22663A646563696465225D2C5B5B22636861742E6D656E755F627574746F6E225D2C226D225D5D',NULL,83);
INSERT INTO "conversation" VALUES('paper','phone-25',2288942472648151691,'menu',1,'',X'',X'5B5B5B2272656769737465722E61626F7574225D2C22663A7265676973746572225D2C5B5B226465636964652E61626F7574225D2C22663A646563696465225D2C5B5B2263616C656E6461722E61626F7574225D2C22663A63616C656E646172225D2C5B5B226D616E6167652E61626F7574225D2C22663A6D616E616765225D2C5B5B22726F737465722E61626F7574225D2C22663A726F73746572225D2C5B5B2261736B2E61626F7574225D2C22663A61736B225D2C5B5B22646576696365732E61626F7574225D2C22663A64657669636573225D2C5B5B226C616E67756167652E61626F7574225D2C22663A6C616E6775616765225D2C5B5B2268656C702E61626F7574225D2C22663A68656C70225D2C5B5B22636861742E6D656E755F627574746F6E225D2C226D225D5D',NULL,1);
INSERT INTO "conversation" VALUES('paper','phone-27',327992850252750005,'menu',1,'',X'',X'5B5B5B2272656769737465722E61626F7574225D2C22663A7265676973746572225D2C5B5B227265706F72742E61626F7574225D2C22663A7265706F7274225D2C5B5B226465636964652E61626F7574225D2C22663A646563696465225D2C5B5B2263616C656E6461722E61626F7574225D2C22663A63616C656E646172225D2C5B5B226D616E6167652E61626F7574225D2C22663A6D616E616765225D2C5B5B22726F737465722E61626F7574225D2C22663A726F73746572225D2C5B5B2261736B2E61626F7574225D2C22663A61736B225D2C5B5B22646576696365732E61626F7574225D2C22663A64657669636573225D2C5B5B226C616E67756167652E61626F7574225D2C22663A6C616E6775616765225D2C5B5B2268656C702E61626F7574225D2C22663A68656C70225D2C5B5B22636861742E6D656E755F627574746F6E225D2C226D225D5D',NULL,1);
CREATE TABLE deadline (
	campaign_id BIGINT NOT NULL, 
	matter TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	set_by BIGINT NOT NULL, 
	set_at BIGINT NOT NULL, 
	CONSTRAINT pk_deadline PRIMARY KEY (campaign_id, matter, revision), 
	CONSTRAINT fk_deadline_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id)
);
INSERT INTO "deadline" VALUES(624078643069351027,'registration',1,1774432800000000,1820623937617770467,1772416800000000);
INSERT INTO "deadline" VALUES(311492865532952659,'registration',1,1774432800000000,408360492697138617,1772416800000000);
CREATE TABLE delivery (
	notice_id BIGINT NOT NULL, 
	person_id BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	read_at BIGINT, 
	CONSTRAINT pk_delivery PRIMARY KEY (notice_id, person_id), 
	CONSTRAINT fk_delivery_notice_id FOREIGN KEY(notice_id) REFERENCES notice (id), 
	CONSTRAINT fk_delivery_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "delivery" VALUES(3742655914347991273,390826953478320521,'sent',NULL);
INSERT INTO "delivery" VALUES(3742655914347991273,1475288364536249033,'sent',NULL);
INSERT INTO "delivery" VALUES(3742655914347991273,588911951857080751,'sent',NULL);
INSERT INTO "delivery" VALUES(3742655914347991273,548614967684520303,'sent',NULL);
INSERT INTO "delivery" VALUES(3742655914347991273,490632104060735977,'sent',NULL);
INSERT INTO "delivery" VALUES(3742655914347991273,1525063520266886353,'sent',NULL);
INSERT INTO "delivery" VALUES(2690304085558768005,390826953478320521,'sent',NULL);
INSERT INTO "delivery" VALUES(3767602870583365793,514557180475765759,'not_joined',NULL);
INSERT INTO "delivery" VALUES(3767602870583365793,314105496098032203,'not_joined',NULL);
INSERT INTO "delivery" VALUES(3767602870583365793,1413344372991156455,'sent',NULL);
INSERT INTO "delivery" VALUES(35994763085131707,514557180475765759,'not_joined',NULL);
INSERT INTO "delivery" VALUES(35994763085131707,314105496098032203,'not_joined',NULL);
INSERT INTO "delivery" VALUES(35994763085131707,1362696148247954903,'sent',NULL);
INSERT INTO "delivery" VALUES(35994763085131707,390826953478320521,'sent',NULL);
INSERT INTO "delivery" VALUES(35994763085131707,1783595543148318149,'sent',NULL);
INSERT INTO "delivery" VALUES(35994763085131707,1475288364536249033,'sent',NULL);
INSERT INTO "delivery" VALUES(35994763085131707,588911951857080751,'sent',NULL);
INSERT INTO "delivery" VALUES(35994763085131707,548614967684520303,'sent',NULL);
INSERT INTO "delivery" VALUES(35994763085131707,106244531842638737,'sent',NULL);
INSERT INTO "delivery" VALUES(35994763085131707,955683720256799147,'sent',NULL);
INSERT INTO "delivery" VALUES(35994763085131707,490632104060735977,'sent',NULL);
INSERT INTO "delivery" VALUES(35994763085131707,2075505759422228585,'sent',NULL);
INSERT INTO "delivery" VALUES(35994763085131707,1525063520266886353,'sent',NULL);
INSERT INTO "delivery" VALUES(2700047422590758871,490632104060735977,'sent',NULL);
INSERT INTO "delivery" VALUES(2700047422590758871,390826953478320521,'sent',NULL);
INSERT INTO "delivery" VALUES(2700047422590758871,588911951857080751,'sent',NULL);
INSERT INTO "delivery" VALUES(2700047422590758871,1525063520266886353,'sent',NULL);
INSERT INTO "delivery" VALUES(4061999265564816129,490632104060735977,'sent',NULL);
INSERT INTO "delivery" VALUES(1892831070724294321,490632104060735977,'sent',NULL);
INSERT INTO "delivery" VALUES(563906269589433865,390826953478320521,'sent',NULL);
INSERT INTO "delivery" VALUES(563906269589433865,588911951857080751,'sent',NULL);
INSERT INTO "delivery" VALUES(1614332918678219159,490632104060735977,'sent',NULL);
INSERT INTO "delivery" VALUES(4556703192096541857,390826953478320521,'sent',NULL);
INSERT INTO "delivery" VALUES(4556703192096541857,588911951857080751,'sent',NULL);
INSERT INTO "delivery" VALUES(1154183256156361123,490632104060735977,'sent',NULL);
INSERT INTO "delivery" VALUES(2666853827393132821,390826953478320521,'sent',NULL);
INSERT INTO "delivery" VALUES(2666853827393132821,588911951857080751,'sent',NULL);
INSERT INTO "delivery" VALUES(1960007491196845927,106244531842638737,'sent',NULL);
INSERT INTO "delivery" VALUES(3850303929325397059,490632104060735977,'sent',NULL);
INSERT INTO "delivery" VALUES(2330190261702969593,390826953478320521,'sent',NULL);
INSERT INTO "delivery" VALUES(2330190261702969593,588911951857080751,'sent',NULL);
INSERT INTO "delivery" VALUES(2506771943084665629,514557180475765759,'not_joined',NULL);
INSERT INTO "delivery" VALUES(2506771943084665629,314105496098032203,'not_joined',NULL);
INSERT INTO "delivery" VALUES(2506771943084665629,490632104060735977,'sent',NULL);
INSERT INTO "delivery" VALUES(2506771943084665629,1413344372991156455,'sent',NULL);
INSERT INTO "delivery" VALUES(4495468354884705471,490632104060735977,'sent',NULL);
INSERT INTO "delivery" VALUES(1436997888816028605,390826953478320521,'sent',NULL);
INSERT INTO "delivery" VALUES(1436997888816028605,588911951857080751,'sent',NULL);
INSERT INTO "delivery" VALUES(870165738608591603,514557180475765759,'not_joined',NULL);
INSERT INTO "delivery" VALUES(870165738608591603,314105496098032203,'not_joined',NULL);
INSERT INTO "delivery" VALUES(870165738608591603,490632104060735977,'sent',NULL);
INSERT INTO "delivery" VALUES(870165738608591603,1413344372991156455,'sent',NULL);
INSERT INTO "delivery" VALUES(3991895973266163905,514557180475765759,'not_joined',NULL);
INSERT INTO "delivery" VALUES(3991895973266163905,314105496098032203,'not_joined',NULL);
INSERT INTO "delivery" VALUES(3991895973266163905,390826953478320521,'sent',NULL);
INSERT INTO "delivery" VALUES(3991895973266163905,1475288364536249033,'sent',NULL);
INSERT INTO "delivery" VALUES(3991895973266163905,588911951857080751,'sent',NULL);
INSERT INTO "delivery" VALUES(3991895973266163905,548614967684520303,'sent',NULL);
INSERT INTO "delivery" VALUES(3991895973266163905,490632104060735977,'sent',NULL);
INSERT INTO "delivery" VALUES(3991895973266163905,1413344372991156455,'sent',NULL);
INSERT INTO "delivery" VALUES(3991895973266163905,1525063520266886353,'sent',NULL);
CREATE TABLE event (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	by_member BIGINT, 
	act TEXT NOT NULL, 
	subject BIGINT, 
	details TEXT DEFAULT '{}' NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (id), 
	CONSTRAINT fk_event_by_member FOREIGN KEY(by_member) REFERENCES member (id), 
	CONSTRAINT fk_event_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id)
);
INSERT INTO "event" VALUES(69201872479971979,2288942472648151691,1772416800000000,4233586497916050525,'meeting.called',889053412490398069,'{}');
INSERT INTO "event" VALUES(263077206400096425,2288942472648151691,1772417700000000,4233586497916050525,'ballot.envelope',4047422275940659997,'{"voter": 1}');
INSERT INTO "event" VALUES(362638802463876513,2288942472648151691,1772417700000000,1242744330695462601,'ballot.opened',1706415566010403089,'{"voters": 3, "names": 2}');
INSERT INTO "event" VALUES(426592133272113655,2288942472648151691,1772417400000000,1242744330695462601,'ballot.opened',4047422275940659997,'{"voters": 3, "names": 2}');
INSERT INTO "event" VALUES(1130840149242697677,2288942472648151691,1772418000000000,4233586497916050525,'ballot.prepared',345143337574093987,'{}');
INSERT INTO "event" VALUES(1546698541629292119,2288942472648151691,1772416800000000,4233586497916050525,'consultation.sent',4607988372176696153,'{}');
INSERT INTO "event" VALUES(1632085727363908017,2288942472648151691,1772417400000000,4233586497916050525,'ballot.prepared',4047422275940659997,'{}');
INSERT INTO "event" VALUES(1762305058329216323,2288942472648151691,1772416800000000,4233586497916050525,'ballot.prepared',1191799812880698693,'{}');
INSERT INTO "event" VALUES(1783668442917061861,2288942472648151691,1772416800000000,1242744330695462601,'ballot.opened',3188045411191591835,'{"voters": 3, "names": 2}');
INSERT INTO "event" VALUES(1878698248718265891,2288942472648151691,1772416800000000,4233586497916050525,'invite.issued',3771049844052741851,'{"count": 1}');
INSERT INTO "event" VALUES(2066824002720567857,2288942472648151691,1772418300000000,1242744330695462601,'ballot.announced',345143337574093987,'{"passed": 1, "names": 2}');
INSERT INTO "event" VALUES(2109562277876824939,2288942472648151691,1772418300000000,1242744330695462601,'ballot.closed',345143337574093987,'{}');
INSERT INTO "event" VALUES(2138634641854841225,2288942472648151691,1772418000000000,1242744330695462601,'ballot.closed',1706415566010403089,'{}');
INSERT INTO "event" VALUES(2228720913993634507,2288942472648151691,1772418300000000,NULL,'ballot.counted',345143337574093987,'{}');
INSERT INTO "event" VALUES(2340589829298554679,2288942472648151691,1772418000000000,1242744330695462601,'ballot.opened',345143337574093987,'{"voters": 3, "names": 2}');
INSERT INTO "event" VALUES(2530006339861610189,2288942472648151691,1772417100000000,4233586497916050525,'ballot.prepared',3307525437660187317,'{}');
INSERT INTO "event" VALUES(2925145806807280949,2288942472648151691,1772417700000000,1242744330695462601,'ballot.closed',4047422275940659997,'{}');
INSERT INTO "event" VALUES(3144676874989365441,2288942472648151691,1772416800000000,1242744330695462601,'review.opened',1050108660607693659,'{}');
INSERT INTO "event" VALUES(3921000104075326793,2288942472648151691,1772417100000000,1242744330695462601,'ballot.opened',3307525437660187317,'{"voters": 3, "names": 2}');
INSERT INTO "event" VALUES(4157807128180529749,2288942472648151691,1772418000000000,NULL,'ballot.counted',1706415566010403089,'{}');
INSERT INTO "event" VALUES(4161546157333508429,2288942472648151691,1772417700000000,4233586497916050525,'ballot.prepared',1706415566010403089,'{}');
INSERT INTO "event" VALUES(4374619773906707249,2288942472648151691,1772416800000000,4233586497916050525,'ballot.prepared',3188045411191591835,'{}');
CREATE TABLE evidence (
	id INTEGER NOT NULL, 
	report_id BIGINT NOT NULL, 
	purpose TEXT NOT NULL, 
	name TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	sort TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_evidence PRIMARY KEY (id), 
	CONSTRAINT fk_evidence_report_id FOREIGN KEY(report_id) REFERENCES report (id), 
	CONSTRAINT uq_evidence_report_id_sha256 UNIQUE (report_id, sha256)
);
INSERT INTO "evidence" VALUES(184627046755984647,2236759277920824657,'report','bc.pdf',4690,'pdf','9d49900f2f1317cb7bb990a1e0f54b3848411c2dca938bd1b1414c88e101a4b8',0);
INSERT INTO "evidence" VALUES(2395417175070067149,1227205816128044135,'report','bc2.pdf',5591,'pdf','ba9bfa8c8a189f434a590b87ce729d45e3b0e823c0841cbd2a463b9c4956b3b0',0);
CREATE TABLE extension (
	campaign_id BIGINT NOT NULL, 
	matter TEXT NOT NULL, 
	grantee TEXT NOT NULL, 
	grantee_id BIGINT NOT NULL, 
	until BIGINT NOT NULL, 
	granted_by BIGINT NOT NULL, 
	granted_at BIGINT NOT NULL, 
	CONSTRAINT pk_extension PRIMARY KEY (campaign_id, matter, grantee, grantee_id, until), 
	CONSTRAINT fk_extension_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id)
);
CREATE TABLE inbox (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	channel TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	account TEXT NOT NULL, 
	payload BLOB NOT NULL, 
	sealed_by BIGINT, 
	received_at BIGINT NOT NULL, 
	done_at BIGINT, 
	CONSTRAINT uq_inbox_channel_key UNIQUE (channel, "key")
);
INSERT INTO "inbox" VALUES(147,'paper','147','phone-9',X'',NULL,1772418300000000,1772418300000000);
INSERT INTO "inbox" VALUES(148,'paper','148','phone-9',X'',NULL,1772418300000000,1772418300000000);
INSERT INTO "inbox" VALUES(149,'paper','149','phone-15',X'',NULL,1772418300000000,1772418300000000);
INSERT INTO "inbox" VALUES(150,'paper','150','phone-15',X'',NULL,1772418300000000,1772418300000000);
INSERT INTO "inbox" VALUES(151,'paper','151','phone-15',X'',NULL,1772418300000000,1772418300000000);
INSERT INTO "inbox" VALUES(152,'paper','152','phone-17',X'',NULL,1772418300000000,1772418300000000);
INSERT INTO "inbox" VALUES(153,'paper','153','phone-17',X'',NULL,1772418300000000,1772418300000000);
INSERT INTO "inbox" VALUES(154,'paper','154','phone-17',X'',NULL,1772418300000000,1772418300000000);
INSERT INTO "inbox" VALUES(155,'paper','155','phone-17',X'',NULL,1772418300000000,1772418300000000);
INSERT INTO "inbox" VALUES(156,'paper','156','phone-17',X'',NULL,1772418300000000,1772418300000000);
CREATE TABLE installation (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_installation PRIMARY KEY (name)
);
CREATE TABLE invite (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	person_id BIGINT NOT NULL, 
	member_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	issued_by BIGINT, 
	created_at BIGINT NOT NULL, 
	expires_at BIGINT NOT NULL, 
	used_at BIGINT, 
	used_by BIGINT, 
	revoked_at BIGINT, 
	CONSTRAINT pk_invite PRIMARY KEY (id), 
	CONSTRAINT fk_invite_issued_by FOREIGN KEY(issued_by) REFERENCES member (id), 
	CONSTRAINT fk_invite_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id), 
	CONSTRAINT fk_invite_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_invite_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_invite_hash UNIQUE (hash)
);
INSERT INTO "invite" VALUES(255493825767253395,2288942472648151691,1362696148247954903,3771049844052741851,'join','512becfd02d8f6bf8a03517c2adafe5544949ae89f821ec8069089871d009503',4233586497916050525,1772416800000000,1773626400000000,NULL,NULL,NULL);
CREATE TABLE khoi (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	search TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_khoi PRIMARY KEY (id), 
	CONSTRAINT uq_khoi_search UNIQUE (search)
);
INSERT INTO "khoi" VALUES(327992850252750005,'khoi','Khối thi đua số V','khoi thi dua so v',1772416800000000);
INSERT INTO "khoi" VALUES(2288942472648151691,'khoi','Khối thi đua số IV','khoi thi dua so iv',1772416800000000);
CREATE TABLE lease (
	name TEXT NOT NULL, 
	holder BIGINT NOT NULL, 
	until_at BIGINT NOT NULL, 
	CONSTRAINT pk_lease PRIMARY KEY (name)
);
CREATE TABLE letter (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	by_member BIGINT NOT NULL, 
	text TEXT NOT NULL, 
	audience TEXT, 
	audience_of TEXT, 
	files TEXT DEFAULT '[]' NOT NULL, 
	saved_at BIGINT NOT NULL, 
	CONSTRAINT pk_letter PRIMARY KEY (id), 
	CONSTRAINT fk_letter_by_member FOREIGN KEY(by_member) REFERENCES member (id), 
	CONSTRAINT fk_letter_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id), 
	CONSTRAINT uq_letter_by_member UNIQUE (by_member)
);
CREATE TABLE meeting (
	id INTEGER NOT NULL, 
	writes INTEGER DEFAULT '0' NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	campaign_id BIGINT, 
	kind TEXT NOT NULL, 
	title TEXT NOT NULL, 
	start_at BIGINT NOT NULL, 
	end_at BIGINT NOT NULL, 
	venues TEXT NOT NULL, 
	agenda TEXT NOT NULL, 
	guests TEXT NOT NULL, 
	number TEXT, 
	issued_on TEXT, 
	revision INTEGER NOT NULL, 
	status TEXT NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	told_at BIGINT NOT NULL, 
	by_member BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_meeting PRIMARY KEY (id), 
	CONSTRAINT ck_meeting_status CHECK (status IN ('draft', 'called', 'cancelled')), 
	CONSTRAINT ck_meeting_issued CHECK ((number IS NULL) = (issued_on IS NULL)), 
	CONSTRAINT ck_meeting_lasts CHECK (end_at > start_at), 
	CONSTRAINT fk_meeting_by_member FOREIGN KEY(by_member) REFERENCES member (id), 
	CONSTRAINT fk_meeting_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_meeting_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id)
);
INSERT INTO "meeting" VALUES(889053412490398069,0,2288942472648151691,624078643069351027,'closing','Hội nghị tổng kết phong trào thi đua năm 2026',1797555600000000,1797568200000000,'[["Hội trường tầng 3", ""]]','[]','[]',NULL,NULL,0,'called','',1772416800000000,4233586497916050525,1772416800000000);
CREATE TABLE meeting_draft (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	by_member BIGINT NOT NULL, 
	changes_id BIGINT, 
	body TEXT NOT NULL, 
	saved_at BIGINT NOT NULL, 
	CONSTRAINT pk_meeting_draft PRIMARY KEY (id), 
	CONSTRAINT fk_meeting_draft_by_member FOREIGN KEY(by_member) REFERENCES member (id), 
	CONSTRAINT fk_meeting_draft_changes_id FOREIGN KEY(changes_id) REFERENCES meeting (id), 
	CONSTRAINT fk_meeting_draft_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id), 
	CONSTRAINT uq_meeting_draft_changes_id UNIQUE (changes_id)
);
INSERT INTO "meeting_draft" VALUES(2549694750521036171,2288942472648151691,4233586497916050525,889053412490398069,'{"kind": "closing", "title": "Hội nghị tổng kết phong trào thi đua năm 2026", "start": 1797836400000000, "end": 1797843600000000, "venues": "[[\"Hội trường tầng 3\", \"\"]]", "agenda": "[]", "files": [], "invitees": [3694332462896089181, 829649576798065421, 1242744330695462601, 3254403265269600681], "guests": [], "chairs": [1242744330695462601], "paper": null, "campaign": 624078643069351027, "answered": ["agenda", "chairs", "files", "invitees", "paper", "title", "when", "where"]}',1772416800000000);
INSERT INTO "meeting_draft" VALUES(2704531939580176223,2288942472648151691,4233586497916050525,NULL,'{"kind": "closing", "title": "Hội nghị tổng kết phong trào thi đua năm 2026", "start": 1797555600000000, "end": 1797568200000000, "venues": "[[\"Hội trường tầng 3\", \"\"]]", "agenda": "[]", "files": [], "invitees": [3694332462896089181, 829649576798065421, 1242744330695462601, 3254403265269600681], "guests": [], "chairs": [1242744330695462601], "paper": null, "campaign": 624078643069351027, "answered": ["agenda", "chairs", "files", "invitees", "paper", "title", "when", "where"]}',1772416800000000);
CREATE TABLE meeting_file (
	meeting_id BIGINT NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	CONSTRAINT pk_meeting_file PRIMARY KEY (meeting_id, position), 
	CONSTRAINT fk_meeting_file_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_meeting_file_meeting_id_sha256 UNIQUE (meeting_id, sha256)
);
CREATE TABLE meeting_person (
	meeting_id BIGINT NOT NULL, 
	member_id BIGINT NOT NULL, 
	part TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_meeting_person PRIMARY KEY (meeting_id, part, member_id), 
	CONSTRAINT ck_meeting_person_part CHECK (part IN ('invitee', 'chair')), 
	CONSTRAINT fk_meeting_person_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT fk_meeting_person_member_id FOREIGN KEY(member_id) REFERENCES member (id)
);
INSERT INTO "meeting_person" VALUES(889053412490398069,1242744330695462601,'chair',0);
INSERT INTO "meeting_person" VALUES(889053412490398069,3694332462896089181,'invitee',0);
INSERT INTO "meeting_person" VALUES(889053412490398069,829649576798065421,'invitee',1);
INSERT INTO "meeting_person" VALUES(889053412490398069,1242744330695462601,'invitee',2);
INSERT INTO "meeting_person" VALUES(889053412490398069,3254403265269600681,'invitee',3);
CREATE TABLE meeting_presence (
	meeting_id BIGINT NOT NULL, 
	member_id BIGINT NOT NULL, 
	presence TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	by_member BIGINT NOT NULL, 
	CONSTRAINT pk_meeting_presence PRIMARY KEY (meeting_id, member_id), 
	CONSTRAINT ck_meeting_presence_presence CHECK (presence IN ('t', 'a')), 
	CONSTRAINT fk_meeting_presence_by_member FOREIGN KEY(by_member) REFERENCES member (id), 
	CONSTRAINT fk_meeting_presence_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT fk_meeting_presence_member_id FOREIGN KEY(member_id) REFERENCES member (id)
);
CREATE TABLE meeting_reply (
	meeting_id BIGINT NOT NULL, 
	member_id BIGINT NOT NULL, 
	number INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	answer TEXT NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	position TEXT DEFAULT '' NOT NULL, 
	substitute_id BIGINT, 
	unit_id BIGINT, 
	powers TEXT, 
	mandate TEXT, 
	at BIGINT NOT NULL, 
	by_member BIGINT NOT NULL, 
	CONSTRAINT pk_meeting_reply PRIMARY KEY (meeting_id, member_id, number), 
	CONSTRAINT ck_meeting_reply_answer CHECK (answer IN ('attending', 'substituted', 'absent')), 
	CONSTRAINT ck_meeting_reply_mandate CHECK ((powers IS NULL) = (mandate IS NULL)), 
	CONSTRAINT fk_meeting_reply_by_member FOREIGN KEY(by_member) REFERENCES member (id), 
	CONSTRAINT fk_meeting_reply_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT fk_meeting_reply_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_meeting_reply_substitute_id FOREIGN KEY(substitute_id) REFERENCES member (id), 
	CONSTRAINT fk_meeting_reply_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE member (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	person_id BIGINT NOT NULL, 
	unit_id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	search TEXT NOT NULL, 
	position TEXT DEFAULT '' NOT NULL, 
	roles TEXT DEFAULT '' NOT NULL, 
	gender TEXT, 
	honorific TEXT DEFAULT '' NOT NULL, 
	room TEXT DEFAULT '' NOT NULL, 
	joined_at BIGINT, 
	left_at BIGINT, 
	CONSTRAINT pk_member PRIMARY KEY (id), 
	CONSTRAINT fk_member_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id), 
	CONSTRAINT fk_member_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_member_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_member_khoi_id_code UNIQUE (khoi_id, code)
);
INSERT INTO "member" VALUES(398437165428852567,2288942472648151691,106244531842638737,1757387278076953421,'M0010','Người teller','nguoi teller','Chuyên viên','individual',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(408360492697138617,2288942472648151691,514557180475765759,3480774356082987535,'M0028','Lê Văn C','le van c','Chuyên viên','secretary',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(699847714975259319,2288942472648151691,1279290505787374013,3480774356082987535,'M0030','Vũ Hai Khối','vu hai khoi','Chuyên viên','individual',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(829649576798065421,2288942472648151691,588911951857080751,1757387278076953421,'M0014','Người head_elsewhere','nguoi head elsewhere','Chuyên viên','head',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(1242744330695462601,2288942472648151691,490632104060735977,3651830906771756503,'M0016','Người chair','nguoi chair','Chuyên viên','chair',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(1820623937617770467,2288942472648151691,314105496098032203,3480774356082987535,'M0001','Lê Văn C','le van c','Chuyên viên','secretary',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(1954705421625342787,327992850252750005,4523520871091131813,863173399594128359,'M0026','Đinh Khách','dinh khach','Chuyên viên','admin chair council head individual preparer secretary vice_chair',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(2155655792238107939,2288942472648151691,2075505759422228585,3651830906771756503,'M0020','Người council','nguoi council','Chuyên viên','council',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(2531390821725674689,2288942472648151691,548614967684520303,1757387278076953421,'M0012','Người preparer_elsewhere','nguoi preparer elsewhere','Chuyên viên','preparer',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(2576029236594247747,2288942472648151691,2634350090816761053,3480774356082987535,'M0029','Đỗ Chưa','do chua','Chuyên viên','individual',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(2633411627758879489,2288942472648151691,955683720256799147,3651830906771756503,'M0024','Người admin','nguoi admin','Chuyên viên','admin',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(3254403265269600681,2288942472648151691,1525063520266886353,3651830906771756503,'M0018','Người vice_chair','nguoi vice chair','Chuyên viên','vice_chair',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(3694332462896089181,2288942472648151691,390826953478320521,3480774356082987535,'M0008','Người head','nguoi head','Chuyên viên','head',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(3747756746507149719,2288942472648151691,1783595543148318149,3480774356082987535,'M0002','Người owner','nguoi owner','Chuyên viên','individual',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(3771049844052741851,2288942472648151691,1362696148247954903,3480774356082987535,'M0004','Người colleague','nguoi colleague','Chuyên viên','individual',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(3859869789156404709,2288942472648151691,1475288364536249033,3480774356082987535,'M0006','Người preparer','nguoi preparer','Chuyên viên','preparer',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(4053852052112123791,327992850252750005,1279290505787374013,863173399594128359,'M0031','Vũ Hai Khối','vu hai khoi','Chuyên viên','individual',NULL,'','',NULL,NULL);
INSERT INTO "member" VALUES(4233586497916050525,2288942472648151691,1413344372991156455,3651830906771756503,'M0022','Người secretary','nguoi secretary','Chuyên viên','secretary',NULL,'','',NULL,NULL);
CREATE TABLE notice (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	campaign_id BIGINT, 
	kind TEXT NOT NULL, 
	body BLOB NOT NULL, 
	by_member BIGINT, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_notice PRIMARY KEY (id), 
	CONSTRAINT fk_notice_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id)
);
INSERT INTO "notice" VALUES(35994763085131707,2288942472648151691,NULL,'free',X'5B5B226E6F746963652E6D657373616765222C7B2274657874223A224BC3AD6E68206DE1BB9D692064E1BBB12068E1BB8D70222C226E616D65223A224E67C6B0E1BB9D6920736563726574617279222C22706F736974696F6E223A2243687579C3AA6E207669C3AA6E222C2266696C6573223A6E756C6C7D5D2C5B5B5B5B22636861742E726561645F627574746F6E225D2C222172643A324552355A6B58535439222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',4233586497916050525,1772416800000000);
INSERT INTO "notice" VALUES(563906269589433865,2288942472648151691,624078643069351027,'ballot.opened',X'5B5B22706F6C6C2E6E6F746963655F68616E6473222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F68616E6473225D7D2C227469746C65223A2242E1BAB16E67206B68656E2063E1BBA7612054E1BB956E67205468616E6820747261204368C3AD6E68207068E1BBA7202874E1BAAD70207468E1BB8329206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D7D5D2C5B5B5B5B226465636964652E766F74655F627574746F6E225D2C222162703A334E76687467664D4B6668222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A46454863367453463668222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',1242744330695462601,1772416800000000);
INSERT INTO "notice" VALUES(870165738608591603,2288942472648151691,624078643069351027,'ballot.counted',X'5B5B22766572646963742E6E6F746963655F636F756E746564222C7B2266756C6C223A7B2273223A5B22766572646963742E66756C6C222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F6163636C61696D225D7D2C227469746C65223A22C490C6A16E2076E1BB8B2064E1BAAB6E20C491E1BAA775206B68E1BB91692C2063E1BBA56D2074686920C4917561206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D2C2263617374223A223032222C22726F6C6C223A223033222C226F70696E696F6E73223A6E756C6C2C2271756F72756D223A7B2273223A5B22766572646963742E71756F72756D5F6D6574222C7B2270726573656E74223A223032222C226E6565646564223A223032227D5D7D2C226C696E6573223A7B226C223A5B5B22766572646963742E6C696E65222C7B22706C616365223A312C226E616D65223A2242C3A16F205468616E6820747261222C22796573223A223032222C2262617365223A223033222C226E6565646564223A223032222C22726573756C74223A7B2273223A5B22766572646963742E706173736564225D7D2C22686F77223A6E756C6C7D5D2C5B22766572646963742E6C696E65222C7B22706C616365223A322C226E616D65223A225669E1BB876E20436869E1BABF6E206CC6B0E1BBA363222C22796573223A223030222C2262617365223A223033222C226E6565646564223A223032222C22726573756C74223A7B2273223A5B22766572646963742E73686F7274225D7D2C22686F77223A6E756C6C7D5D5D7D2C226D6F7265223A6E756C6C2C2272756C65223A7B2273223A5B226465636964652E72756C65222C7B227468726573686F6C64223A7B2273223A5B226465636964652E7468726573686F6C645F6D616A6F72697479222C7B226F66223A7B2273223A5B226465636964652E6F665F616C6C225D7D7D5D7D2C226E6565646564223A223032222C22726F6C6C223A223033222C2271756F72756D223A7B2273223A5B226465636964652E71756F72756D222C7B226E6565646564223A223032222C22726F6C6C223A223033227D5D7D7D5D7D2C226261736973223A7B2273223A5B22706F6C6C2E6369746174696F6E222C7B226369746174696F6E223A224B68C3B46E672074C3AC6D207468E1BAA5792074E1BBB7206CE1BB872074726F6E67206C75E1BAAD743B207468656F20717579206368E1BABF2E2053E1BB91207468C3A06E68207669C3AA6E2064E1BBB12068E1BB8D7020322F333A2054542032352F323032352F54542D424B48434E20C4902E32332C2054542030312F323032342F54542D54414E4454432C2051C4902038362F323032352F51C4902D55424E442042E1BAAF63204E696E68227D5D7D2C226166746572223A6E756C6C7D5D7D7D5D2C5B5B5B5B22766572646963742E6C6F6F6B5F627574746F6E225D2C2221626D3A70754C383076654B7748222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A3132686D504E477954334A222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',NULL,1772418300000000);
INSERT INTO "notice" VALUES(1154183256156361123,2288942472648151691,624078643069351027,'ballot.prepared',X'5B5B22706F6C6C2E6E6F746963655F7072657061726564222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F6163636C61696D225D7D2C227469746C65223A22C490C6A16E2076E1BB8B2064E1BAAB6E20C491E1BAA775206B68E1BB91692C2063E1BBA56D2074686920C4917561206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D2C226279223A224E67C6B0E1BB9D6920736563726574617279227D5D2C5B5B5B5B22706F6C6C2E726F6C6C5F627574746F6E225D2C22216271723A344F5A6547543779554B703A30222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A316E676144743778505835222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',4233586497916050525,1772417400000000);
INSERT INTO "notice" VALUES(1436997888816028605,2288942472648151691,624078643069351027,'ballot.opened',X'5B5B22706F6C6C2E6E6F746963655F6F70656E6564222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F6163636C61696D225D7D2C227469746C65223A22C490C6A16E2076E1BB8B2064E1BAAB6E20C491E1BAA775206B68E1BB91692C2063E1BBA56D2074686920C4917561206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D2C22647565223A7B2273223A5B226465636964652E756E74696C5F636C6F736564225D7D2C2270726976616379223A7B2273223A5B226465636964652E707269766163795F6F70656E225D7D7D5D2C5B5B5B5B226465636964652E766F74655F627574746F6E225D2C222162703A70754C383076654B7748222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A314939735246514968656C222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',1242744330695462601,1772418000000000);
INSERT INTO "notice" VALUES(1614332918678219159,2288942472648151691,624078643069351027,'ballot.prepared',X'5B5B22706F6C6C2E6E6F746963655F7072657061726564222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F6163636C61696D225D7D2C227469746C65223A22C490C6A16E2076E1BB8B2064E1BAAB6E20C491E1BAA775206B68E1BB91692C2063E1BBA56D2074686920C4917561206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D2C226279223A224E67C6B0E1BB9D6920736563726574617279227D5D2C5B5B5B5B22706F6C6C2E726F6C6C5F627574746F6E225D2C22216271723A33576B76363835634953313A30222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A31566646326A584C586F33222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',4233586497916050525,1772417100000000);
INSERT INTO "notice" VALUES(1892831070724294321,2288942472648151691,624078643069351027,'ballot.prepared',X'5B5B22706F6C6C2E6E6F746963655F7072657061726564222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F68616E6473225D7D2C227469746C65223A2242E1BAB16E67206B68656E2063E1BBA7612054E1BB956E67205468616E6820747261204368C3AD6E68207068E1BBA7202874E1BAAD70207468E1BB8329206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D2C226279223A224E67C6B0E1BB9D6920736563726574617279227D5D2C5B5B5B5B22706F6C6C2E726F6C6C5F627574746F6E225D2C22216271723A334E76687467664D4B66683A30222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A326650627973526D627946222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',4233586497916050525,1772416800000000);
INSERT INTO "notice" VALUES(1960007491196845927,2288942472648151691,624078643069351027,'ballot.envelopes',X'5B5B22706F6C6C2E6E6F746963655F656E76656C6F706573222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F6163636C61696D225D7D2C227469746C65223A22C490C6A16E2076E1BB8B2064E1BAAB6E20C491E1BAA775206B68E1BB91692C2063E1BBA56D2074686920C4917561206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D2C22636F756E74223A223031227D5D2C5B5B5B5B22706F6C6C2E6F70656E5F656E76656C6F7065735F627574746F6E225D2C2221626F373A344F5A6547543779554B70222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A326B4D5231316256507035222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',1242744330695462601,1772417700000000);
INSERT INTO "notice" VALUES(2330190261702969593,2288942472648151691,624078643069351027,'ballot.opened',X'5B5B22706F6C6C2E6E6F746963655F6F70656E6564222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F6163636C61696D225D7D2C227469746C65223A22C490C6A16E2076E1BB8B2064E1BAAB6E20C491E1BAA775206B68E1BB91692C2063E1BBA56D2074686920C4917561206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D2C22647565223A7B2273223A5B226465636964652E756E74696C5F636C6F736564225D7D2C2270726976616379223A7B2273223A5B226465636964652E707269766163795F6F70656E225D7D7D5D2C5B5B5B5B226465636964652E766F74655F627574746F6E225D2C222162703A3232336F53585674496E37222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A324D38696D68497A724872222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',1242744330695462601,1772417700000000);
INSERT INTO "notice" VALUES(2506771943084665629,2288942472648151691,624078643069351027,'ballot.counted',X'5B5B22766572646963742E6E6F746963655F636F756E746564222C7B2266756C6C223A7B2273223A5B22766572646963742E66756C6C222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F6163636C61696D225D7D2C227469746C65223A22C490C6A16E2076E1BB8B2064E1BAAB6E20C491E1BAA775206B68E1BB91692C2063E1BBA56D2074686920C4917561206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D2C2263617374223A223032222C22726F6C6C223A223033222C226F70696E696F6E73223A6E756C6C2C2271756F72756D223A7B2273223A5B22766572646963742E71756F72756D5F6D6574222C7B2270726573656E74223A223032222C226E6565646564223A223032227D5D7D2C226C696E6573223A7B226C223A5B5B22766572646963742E6C696E65222C7B22706C616365223A312C226E616D65223A2242C3A16F205468616E6820747261222C22796573223A223032222C2262617365223A223033222C226E6565646564223A223032222C22726573756C74223A7B2273223A5B22766572646963742E706173736564225D7D2C22686F77223A6E756C6C7D5D2C5B22766572646963742E6C696E65222C7B22706C616365223A322C226E616D65223A225669E1BB876E20436869E1BABF6E206CC6B0E1BBA363222C22796573223A223030222C2262617365223A223033222C226E6565646564223A223032222C22726573756C74223A7B2273223A5B22766572646963742E73686F7274225D7D2C22686F77223A6E756C6C7D5D5D7D2C226D6F7265223A6E756C6C2C2272756C65223A7B2273223A5B226465636964652E72756C65222C7B227468726573686F6C64223A7B2273223A5B226465636964652E7468726573686F6C645F6D616A6F72697479222C7B226F66223A7B2273223A5B226465636964652E6F665F616C6C225D7D7D5D7D2C226E6565646564223A223032222C22726F6C6C223A223033222C2271756F72756D223A7B2273223A5B226465636964652E71756F72756D222C7B226E6565646564223A223032222C22726F6C6C223A223033227D5D7D7D5D7D2C226261736973223A7B2273223A5B22706F6C6C2E6369746174696F6E222C7B226369746174696F6E223A224B68C3B46E672074C3AC6D207468E1BAA5792074E1BBB7206CE1BB872074726F6E67206C75E1BAAD743B207468656F20717579206368E1BABF2E2053E1BB91207468C3A06E68207669C3AA6E2064E1BBB12068E1BB8D7020322F333A2054542032352F323032352F54542D424B48434E20C4902E32332C2054542030312F323032342F54542D54414E4454432C2051C4902038362F323032352F51C4902D55424E442042E1BAAF63204E696E68227D5D7D2C226166746572223A6E756C6C7D5D7D7D5D2C5B5B5B5B22766572646963742E6C6F6F6B5F627574746F6E225D2C2221626D3A3232336F53585674496E37222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A325A6232424F6553483562222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',NULL,1772418000000000);
INSERT INTO "notice" VALUES(2666853827393132821,2288942472648151691,624078643069351027,'ballot.opened',X'5B5B22706F6C6C2E6E6F746963655F6F70656E6564222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F6163636C61696D225D7D2C227469746C65223A22C490C6A16E2076E1BB8B2064E1BAAB6E20C491E1BAA775206B68E1BB91692C2063E1BBA56D2074686920C4917561206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D2C22647565223A7B2273223A5B226465636964652E756E74696C5F636C6F736564225D7D2C2270726976616379223A7B2273223A5B226465636964652E707269766163795F6F70656E225D7D7D5D2C5B5B5B5B226465636964652E766F74655F627574746F6E225D2C222162703A344F5A6547543779554B70222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A336230647A394167785170222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',1242744330695462601,1772417400000000);
INSERT INTO "notice" VALUES(2690304085558768005,2288942472648151691,624078643069351027,'report',X'5B5B227265706F72742E746F5F646563696465222C7B227469746C65223A7B2273223A5B22636861742E706C61696E222C7B2274657874223A7B2277223A5B2242E1BAB16E67206B68656E2063E1BBA7612054E1BB956E67205468616E6820747261204368C3AD6E68207068E1BBA7202863C3A1206E68C3A26E29222C224D696E6973747279204365727469666963617465206F66204D657269742028696E646976696475616C29225D7D7D5D7D2C2277686F223A224E67C6B0E1BB9D69206F776E6572227D5D2C5B5B5B5B227265706F72742E7265766965775F627574746F6E225D2C222174763A3173454361417266555835222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A33634A43773663496E7637222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',3747756746507149719,1772416800000000);
INSERT INTO "notice" VALUES(2700047422590758871,2288942472648151691,624078643069351027,'meeting',X'5B5B22617272616E67696E672E696E7669746174696F6E222C7B226D656574696E67223A7B2273223A5B2263616C656E6461722E6B6E6F776E222C7B227469746C65223A2248E1BB9969206E6768E1BB8B2074E1BB956E67206BE1BABF742070686F6E67207472C3A06F2074686920C4917561206EC4836D2032303236222C226C696E6573223A7B226C223A5B5B2263616C656E6461722E737461727473222C7B227374617274223A7B2275223A22323032362D31322D31385430313A30303A30302B30303A3030227D7D5D2C5B2263616C656E6461722E6F6E655F706C616365222C7B22706C616365223A7B2273223A5B22636861742E706C61696E222C7B2274657874223A2248E1BB9969207472C6B0E1BB9D6E672074E1BAA76E672033227D5D7D7D5D5D7D7D5D7D7D5D2C5B5B5B5B2263616C656E6461722E617474656E645F627574746F6E225D2C222168613A31334653625469454363523A30222C6E756C6C5D5D2C5B5B5B2263616C656E6461722E737562737469747574655F627574746F6E225D2C222168733A31334653625469454363523A30222C6E756C6C5D5D2C5B5B5B2263616C656E6461722E617761795F627574746F6E225D2C222168763A31334653625469454363523A30222C6E756C6C5D5D2C5B5B5B2263616C656E6461722E6F70656E5F627574746F6E225D2C2221686F3A3133465362546945436352222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A3364736666304C4A6F516E222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',4233586497916050525,1772416800000000);
INSERT INTO "notice" VALUES(3742655914347991273,2288942472648151691,1946907924043583393,'consultation',X'5B5B22636F6E73756C742E61736B6564222C7B226E616D65223A7B2273223A5B2263616D706169676E2E6F665F79656172222C7B2279656172223A323032377D5D7D2C22756E74696C223A7B2275223A22323032362D30332D30365431303A30303A30302B30303A3030227D7D5D2C5B5B5B5B22636F6E73756C742E6F70656E5F627574746F6E225D2C222167796F3A35756F44706D5158486476222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A3473747032627735487258222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',4233586497916050525,1772416800000000);
INSERT INTO "notice" VALUES(3767602870583365793,2288942472648151691,NULL,'question',X'5B5B2261736B2E6E6F74696365222C7B2277686F223A7B2273223A5B2261736B2E77686F222C7B226E616D65223A224E67C6B0E1BB9D69206F776E6572222C22756E6974223A2242C3A16F205468616E6820747261227D5D7D2C2274657874223A2248E1BAA16E206EE1BB9970206CC3A0206B6869206EC3A06F20E1BAA13F227D5D2C5B5B5B5B2261736B2E7265706C795F627574746F6E225D2C222171723A347754514A38585956714C222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A34756A455A6C356A48726A222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',3747756746507149719,1772416800000000);
INSERT INTO "notice" VALUES(3850303929325397059,2288942472648151691,624078643069351027,'ballot.prepared',X'5B5B22706F6C6C2E6E6F746963655F7072657061726564222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F6163636C61696D225D7D2C227469746C65223A22C490C6A16E2076E1BB8B2064E1BAAB6E20C491E1BAA775206B68E1BB91692C2063E1BBA56D2074686920C4917561206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D2C226279223A224E67C6B0E1BB9D6920736563726574617279227D5D2C5B5B5B5B22706F6C6C2E726F6C6C5F627574746F6E225D2C22216271723A3232336F53585674496E373A30222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A344171715052366F436333222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',4233586497916050525,1772417700000000);
INSERT INTO "notice" VALUES(3991895973266163905,2288942472648151691,624078643069351027,'ballot.announced',X'5B5B22766572646963742E616E6E6F756E636564222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F6163636C61696D225D7D2C227469746C65223A22C490C6A16E2076E1BB8B2064E1BAAB6E20C491E1BAA775206B68E1BB91692C2063E1BBA56D2074686920C4917561206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D2C22626F6479223A224B68E1BB91692074686920C49175612073E1BB91204956222C226C696E6573223A7B226C223A5B5B22766572646963742E616E6E6F756E6365645F6C696E65222C7B226E616D65223A2242C3A16F205468616E6820747261222C226177617264223A2243E1BB9D2074686920C49175612063E1BBA761205468616E6820747261204368C3AD6E68207068E1BBA7222C22796573223A223032222C2262617365223A223033227D5D5D7D2C226F6666696369616C223A7B2273223A5B22766572646963742E6F6666696369616C225D7D2C22636865636B223A6E756C6C7D5D2C5B5B5B5B226465636964652E726573756C745F627574746F6E225D2C222162723A70754C383076654B7748222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A344B53567062566B495956222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',1242744330695462601,1772418300000000);
INSERT INTO "notice" VALUES(4061999265564816129,2288942472648151691,624078643069351027,'ballot.prepared',X'5B5B22706F6C6C2E6E6F746963655F7072657061726564222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F6163636C61696D225D7D2C227469746C65223A22C490C6A16E2076E1BB8B2064E1BAAB6E20C491E1BAA775206B68E1BB91692C2063E1BBA56D2074686920C4917561206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D2C226279223A224E67C6B0E1BB9D6920736563726574617279227D5D2C5B5B5B5B22706F6C6C2E726F6C6C5F627574746F6E225D2C22216271723A3171327367324F595354723A30222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A3451335A59585358673070222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',4233586497916050525,1772416800000000);
INSERT INTO "notice" VALUES(4495468354884705471,2288942472648151691,624078643069351027,'ballot.prepared',X'5B5B22706F6C6C2E6E6F746963655F7072657061726564222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F6163636C61696D225D7D2C227469746C65223A22C490C6A16E2076E1BB8B2064E1BAAB6E20C491E1BAA775206B68E1BB91692C2063E1BBA56D2074686920C4917561206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D2C226279223A224E67C6B0E1BB9D6920736563726574617279227D5D2C5B5B5B5B22706F6C6C2E726F6C6C5F627574746F6E225D2C22216271723A70754C383076654B77483A30222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A356D3569396D4434706544222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',4233586497916050525,1772418000000000);
INSERT INTO "notice" VALUES(4556703192096541857,2288942472648151691,624078643069351027,'ballot.opened',X'5B5B22706F6C6C2E6E6F746963655F6F70656E6564222C7B22686561646C696E65223A7B2273223A5B226465636964652E686561646C696E65222C7B22616374223A7B2273223A5B226465636964652E6163745F6163636C61696D225D7D2C227469746C65223A22C490C6A16E2076E1BB8B2064E1BAAB6E20C491E1BAA775206B68E1BB91692C2063E1BBA56D2074686920C4917561206EC4836D2032303236222C22736563726574223A6E756C6C2C22726F756E64223A6E756C6C7D5D7D2C22647565223A7B2273223A5B226465636964652E756E74696C5F636C6F736564225D7D2C2270726976616379223A7B2273223A5B226465636964652E707269766163795F6F70656E225D7D7D5D2C5B5B5B5B226465636964652E766F74655F627574746F6E225D2C222162703A33576B7636383563495331222C6E756C6C5D5D2C5B5B5B22636861742E726561645F627574746F6E225D2C222172643A3571424B72305055465A37222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D',1242744330695462601,1772417100000000);
CREATE TABLE notice_file (
	notice_id BIGINT NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	CONSTRAINT pk_notice_file PRIMARY KEY (notice_id, position)
);
CREATE TABLE nudge (
	khoi_id BIGINT NOT NULL, 
	person_id BIGINT NOT NULL, 
	item TEXT NOT NULL, 
	day TEXT NOT NULL, 
	CONSTRAINT pk_nudge PRIMARY KEY (khoi_id, person_id, item, day), 
	CONSTRAINT fk_nudge_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id), 
	CONSTRAINT fk_nudge_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE office (
	campaign_id BIGINT NOT NULL, 
	unit_id BIGINT NOT NULL, 
	office TEXT NOT NULL, 
	CONSTRAINT pk_office PRIMARY KEY (campaign_id, unit_id, office), 
	CONSTRAINT fk_office_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE open_vote (
	ballot_id BIGINT NOT NULL, 
	voter_id INTEGER NOT NULL, 
	step INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	choices TEXT NOT NULL, 
	by_member BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	own INTEGER NOT NULL, 
	CONSTRAINT pk_open_vote PRIMARY KEY (ballot_id, voter_id, step), 
	CONSTRAINT fk_open_vote_ballot_id_voter_id FOREIGN KEY(ballot_id, voter_id) REFERENCES ballot_voter (ballot_id, voter_id), 
	CONSTRAINT fk_open_vote_by_member FOREIGN KEY(by_member) REFERENCES member (id)
);
INSERT INTO "open_vote" VALUES(1706415566010403089,1,1,1,'[{"is":"Choice","candidate":2221625493528482791,"mark":"agree","remark":""},{"is":"Choice","candidate":452477222509326085,"mark":"blank","remark":""}]',3694332462896089181,1772418000000000,1);
INSERT INTO "open_vote" VALUES(1706415566010403089,2,1,1,'[{"is":"Choice","candidate":2221625493528482791,"mark":"agree","remark":""},{"is":"Choice","candidate":452477222509326085,"mark":"blank","remark":""}]',829649576798065421,1772418000000000,1);
INSERT INTO "open_vote" VALUES(345143337574093987,1,1,1,'[{"is":"Choice","candidate":1844691089418852085,"mark":"agree","remark":""},{"is":"Choice","candidate":2919426686264737977,"mark":"blank","remark":""}]',3694332462896089181,1772418300000000,1);
INSERT INTO "open_vote" VALUES(345143337574093987,2,1,1,'[{"is":"Choice","candidate":1844691089418852085,"mark":"agree","remark":""},{"is":"Choice","candidate":2919426686264737977,"mark":"blank","remark":""}]',829649576798065421,1772418300000000,1);
CREATE TABLE opened_opinions (
	ballot_id BIGINT NOT NULL, 
	slips BLOB NOT NULL, 
	by_member BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	position TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_opened_opinions PRIMARY KEY (ballot_id), 
	CONSTRAINT fk_opened_opinions_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id), 
	CONSTRAINT fk_opened_opinions_by_member FOREIGN KEY(by_member) REFERENCES member (id)
);
CREATE TABLE opinion (
	ballot_id BIGINT NOT NULL, 
	voter_id INTEGER NOT NULL, 
	reference TEXT NOT NULL, 
	by_member BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	position TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	scan TEXT DEFAULT '' NOT NULL, 
	scan_name TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_opinion PRIMARY KEY (ballot_id, voter_id), 
	CONSTRAINT fk_opinion_ballot_id_voter_id FOREIGN KEY(ballot_id, voter_id) REFERENCES ballot_voter (ballot_id, voter_id), 
	CONSTRAINT fk_opinion_by_member FOREIGN KEY(by_member) REFERENCES member (id)
);
INSERT INTO "opinion" VALUES(4047422275940659997,1,'12/PYK',4233586497916050525,'Người secretary','Chuyên viên',1772417700000000,'','');
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	channel TEXT NOT NULL, 
	account TEXT NOT NULL, 
	person_id BIGINT, 
	priority INTEGER NOT NULL, 
	body BLOB NOT NULL, 
	sealed_by BIGINT, 
	edits TEXT, 
	tap TEXT, 
	notice_id BIGINT, 
	created_at BIGINT NOT NULL, 
	due_at BIGINT NOT NULL, 
	state TEXT DEFAULT 'due' NOT NULL, 
	attempts INTEGER DEFAULT '0' NOT NULL, 
	message_ref TEXT, 
	error TEXT, 
	CONSTRAINT pk_outbox PRIMARY KEY (id)
);
INSERT INTO "outbox" VALUES(4406566945050763777,'paper','phone-9',390826953478320521,0,X'',NULL,'93','tap',NULL,1772418000000000,1772418030000000,'sent',1,'93',NULL);
INSERT INTO "outbox" VALUES(4418448300380769539,'paper','phone-17',490632104060735977,0,X'',NULL,'0','tap',NULL,1772417700000000,1772417730000000,'sent',1,'0',NULL);
INSERT INTO "outbox" VALUES(4440935153109399801,'paper','phone-23',1413344372991156455,0,X'',NULL,NULL,NULL,NULL,1772417400000000,1772417430000000,'sent',1,'80',NULL);
INSERT INTO "outbox" VALUES(4469593206976245197,'paper','phone-23',1413344372991156455,0,X'',NULL,'67','tap',NULL,1772416800000000,1772416830000000,'sent',1,'67',NULL);
INSERT INTO "outbox" VALUES(4522989885035126351,'paper','phone-17',490632104060735977,1,X'',NULL,NULL,NULL,1154183256156361123,1772417400000000,1772417430000000,'sent',1,'81',NULL);
INSERT INTO "outbox" VALUES(4556566462897025797,'paper','phone-23',1413344372991156455,0,X'',NULL,NULL,NULL,NULL,1772416800000000,1772416830000000,'sent',1,'51',NULL);
INSERT INTO "outbox" VALUES(4573543433873857115,'paper','phone-11',106244531842638737,1,X'',NULL,NULL,NULL,1960007491196845927,1772417700000000,1772417730000000,'sent',1,'87',NULL);
INSERT INTO "outbox" VALUES(4593564655013837269,'paper','phone-9',390826953478320521,0,X'',NULL,NULL,'tap',NULL,1772418000000000,1772418030000000,'sent',1,'93',NULL);
INSERT INTO "outbox" VALUES(4608161254355353031,'paper','phone-3',1783595543148318149,3,X'',NULL,NULL,NULL,35994763085131707,1772416800000000,1772416830000000,'sent',1,'48',NULL);
INSERT INTO "outbox" VALUES(4609640584029682523,'paper','phone-3',1783595543148318149,0,X'',NULL,NULL,NULL,NULL,1772416800000000,1772416830000000,'sent',1,'33',NULL);
CREATE TABLE pace (
	channel TEXT NOT NULL, 
	next_at BIGINT NOT NULL, 
	CONSTRAINT pk_pace PRIMARY KEY (channel)
);
CREATE TABLE paper (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	campaign_id BIGINT, 
	kind TEXT NOT NULL, 
	number TEXT DEFAULT '' NOT NULL, 
	issued_on TEXT, 
	file_name TEXT DEFAULT '' NOT NULL, 
	sha256 TEXT, 
	media_type TEXT DEFAULT '' NOT NULL, 
	size BIGINT DEFAULT '0' NOT NULL, 
	added_by BIGINT NOT NULL, 
	added_at BIGINT NOT NULL, 
	CONSTRAINT pk_paper PRIMARY KEY (id), 
	CONSTRAINT fk_paper_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id)
);
CREATE TABLE person (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	language TEXT DEFAULT 'vi' NOT NULL, 
	created_at BIGINT NOT NULL, 
	merged_into BIGINT, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT fk_person_merged_into FOREIGN KEY(merged_into) REFERENCES person (id)
);
INSERT INTO "person" VALUES(106244531842638737,'Người teller','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(314105496098032203,'Lê Văn C','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(390826953478320521,'Người head','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(490632104060735977,'Người chair','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(514557180475765759,'Lê Văn C','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(548614967684520303,'Người preparer_elsewhere','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(588911951857080751,'Người head_elsewhere','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(955683720256799147,'Người admin','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(1279290505787374013,'Vũ Hai Khối','vi',1772418300000000,NULL);
INSERT INTO "person" VALUES(1362696148247954903,'Người colleague','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(1413344372991156455,'Người secretary','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(1475288364536249033,'Người preparer','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(1525063520266886353,'Người vice_chair','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(1783595543148318149,'Người owner','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(2075505759422228585,'Người council','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(2145558822352891257,'Vũ Hai Khối','vi',1772418300000000,NULL);
INSERT INTO "person" VALUES(2634350090816761053,'Đỗ Chưa','vi',1772416800000000,NULL);
INSERT INTO "person" VALUES(4523520871091131813,'Đinh Khách','vi',1772416800000000,NULL);
CREATE TABLE progress (
	notice_id BIGINT NOT NULL, 
	letter_id BIGINT NOT NULL, 
	frame BLOB NOT NULL, 
	shown TEXT NOT NULL, 
	is_done INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_progress PRIMARY KEY (notice_id), 
	CONSTRAINT fk_progress_notice_id FOREIGN KEY(notice_id) REFERENCES notice (id)
);
INSERT INTO "progress" VALUES(3742655914347991273,1929148732953043725,X'5B5B22636F6E73756C742E746F6C64225D2C5B5B5B5B2264656C69766572792E6C65646765725F627574746F6E225D2C222164766C3A3473747032627735487258222C6E756C6C5D5D2C5B5B5B2264656C69766572792E70617374655F627574746F6E225D2C222164767A3A3473747032627735487258222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D','sent=6',1);
INSERT INTO "progress" VALUES(35994763085131707,4076538237010797623,X'5B5B226E6F746963652E746F6C64225D2C5B5B5B5B2264656C69766572792E6C65646765725F627574746F6E225D2C222164766C3A324552355A6B58535439222C6E756C6C5D5D2C5B5B5B2264656C69766572792E70617374655F627574746F6E225D2C222164767A3A324552355A6B58535439222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D','not_joined=2 sent=11',1);
INSERT INTO "progress" VALUES(2700047422590758871,79600753820243701,X'5B5B22617272616E67696E672E696E7669746174696F6E5F6F66222C7B227469746C65223A2248E1BB9969206E6768E1BB8B2074E1BB956E67206BE1BABF742070686F6E67207472C3A06F2074686920C4917561206EC4836D2032303236227D5D2C5B5B5B5B2264656C69766572792E6C65646765725F627574746F6E225D2C222164766C3A3364736666304C4A6F516E222C6E756C6C5D5D2C5B5B5B2264656C69766572792E70617374655F627574746F6E225D2C222164767A3A3364736666304C4A6F516E222C6E756C6C5D5D5D2C2266616374222C6E756C6C2C22616C77617973225D','sent=4',1);
CREATE TABLE question (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	member_id BIGINT NOT NULL, 
	asked_at BIGINT NOT NULL, 
	waiting_since BIGINT, 
	CONSTRAINT pk_question PRIMARY KEY (id), 
	CONSTRAINT fk_question_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id), 
	CONSTRAINT fk_question_member_id FOREIGN KEY(member_id) REFERENCES member (id)
);
INSERT INTO "question" VALUES(3802578626946474863,2288942472648151691,3747756746507149719,1772416800000000,1772416800000000);
CREATE TABLE question_line (
	question_id BIGINT NOT NULL, 
	number INTEGER NOT NULL, 
	member_id BIGINT NOT NULL, 
	text TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_question_line PRIMARY KEY (question_id, number), 
	CONSTRAINT fk_question_line_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_question_line_question_id FOREIGN KEY(question_id) REFERENCES question (id)
);
INSERT INTO "question_line" VALUES(3802578626946474863,1,3747756746507149719,'Hạn nộp là khi nào ạ?',1772416800000000);
CREATE TABLE record (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	unit_id BIGINT NOT NULL, 
	member_id BIGINT, 
	kind TEXT NOT NULL, 
	fields TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	source TEXT NOT NULL, 
	document TEXT DEFAULT '' NOT NULL, 
	file_name TEXT DEFAULT '' NOT NULL, 
	sha256 TEXT, 
	media_type TEXT DEFAULT '' NOT NULL, 
	size BIGINT DEFAULT '0' NOT NULL, 
	added_by BIGINT, 
	added_at BIGINT NOT NULL, 
	confirmed_by BIGINT, 
	confirmed_at BIGINT, 
	ended_by BIGINT, 
	ended_at BIGINT, 
	reason TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_record PRIMARY KEY (id), 
	CONSTRAINT ck_record_confirmed CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)), 
	CONSTRAINT fk_record_added_by FOREIGN KEY(added_by) REFERENCES member (id), 
	CONSTRAINT fk_record_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES member (id), 
	CONSTRAINT fk_record_ended_by FOREIGN KEY(ended_by) REFERENCES member (id), 
	CONSTRAINT fk_record_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id), 
	CONSTRAINT fk_record_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_record_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "record" VALUES(1992072389931242569,2288942472648151691,3480774356082987535,3747756746507149719,'awarded','{"code":"BK_BO_I","decision":{"issuer":"","number":"15/QĐ-TTCP","on":"2026-01-20"},"ground":"cong_trang","year":2025}','29861a776d5e0382fc1a6019677452552fade7ef222e05474300be252794c5e0','declared','qd15.pdf','qd15.pdf','e0e8ff19820e8f3e258227b5e42e7f46b6d4f0b65c6e847cc36165a21f7e31da','application/pdf',6545,3747756746507149719,1772416800000000,NULL,NULL,NULL,NULL,'');
CREATE TABLE registration (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	campaign_id BIGINT NOT NULL, 
	unit_id BIGINT NOT NULL, 
	member_id BIGINT, 
	title TEXT NOT NULL, 
	standing TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	filed_at BIGINT, 
	filed_by BIGINT, 
	decided_at BIGINT, 
	decided_by BIGINT, 
	reason TEXT DEFAULT '' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	answer TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_registration PRIMARY KEY (id), 
	CONSTRAINT fk_registration_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id), 
	CONSTRAINT fk_registration_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_registration_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "registration" VALUES(265034316610943839,2288942472648151691,624078643069351027,3480774356082987535,NULL,'TT_LDXS','confirmed',1,NULL,NULL,NULL,NULL,'','','');
INSERT INTO "registration" VALUES(384523395189290327,2288942472648151691,624078643069351027,3480774356082987535,3747756746507149719,'LDTT','filed',1,NULL,NULL,NULL,NULL,'','','');
INSERT INTO "registration" VALUES(879367883363266821,2288942472648151691,624078643069351027,3480774356082987535,NULL,'BK_BO_C','confirmed',1,NULL,NULL,NULL,NULL,'','','');
INSERT INTO "registration" VALUES(1045722586261078211,2288942472648151691,624078643069351027,1757387278076953421,NULL,'CO_TTCP','confirmed',1,NULL,NULL,NULL,NULL,'','','');
INSERT INTO "registration" VALUES(2727926605101685345,2288942472648151691,624078643069351027,1757387278076953421,NULL,'BK_BO_C','confirmed',1,NULL,NULL,NULL,NULL,'','','');
INSERT INTO "registration" VALUES(3162680630141143859,2288942472648151691,624078643069351027,3480774356082987535,3747756746507149719,'BK_BO_I','confirmed',1,NULL,NULL,NULL,NULL,'','','');
INSERT INTO "registration" VALUES(3373627425087900453,2288942472648151691,624078643069351027,3480774356082987535,NULL,'CO_TTCP','confirmed',1,NULL,NULL,NULL,NULL,'','','');
INSERT INTO "registration" VALUES(3662487987134876385,2288942472648151691,624078643069351027,3480774356082987535,3747756746507149719,'CSTD_CS','confirmed',1,NULL,NULL,NULL,NULL,'','','');
CREATE TABLE registration_version (
	registration_id BIGINT NOT NULL, 
	version INTEGER NOT NULL, 
	standing TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	by_member BIGINT, 
	reason TEXT NOT NULL, 
	note TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	CONSTRAINT pk_registration_version PRIMARY KEY (registration_id, version), 
	CONSTRAINT fk_registration_version_registration_id FOREIGN KEY(registration_id) REFERENCES registration (id)
);
INSERT INTO "registration_version" VALUES(384523395189290327,1,'filed',1772416800000000,3747756746507149719,'','','');
INSERT INTO "registration_version" VALUES(3662487987134876385,1,'confirmed',1772416800000000,3747756746507149719,'','','');
INSERT INTO "registration_version" VALUES(265034316610943839,1,'confirmed',1772416800000000,3694332462896089181,'','','');
INSERT INTO "registration_version" VALUES(3373627425087900453,1,'confirmed',1772416800000000,3694332462896089181,'','','');
INSERT INTO "registration_version" VALUES(879367883363266821,1,'confirmed',1772416800000000,3694332462896089181,'','','');
INSERT INTO "registration_version" VALUES(1045722586261078211,1,'confirmed',1772416800000000,829649576798065421,'','','');
INSERT INTO "registration_version" VALUES(2727926605101685345,1,'confirmed',1772416800000000,829649576798065421,'','','');
INSERT INTO "registration_version" VALUES(3162680630141143859,1,'confirmed',1772416800000000,3747756746507149719,'','','');
CREATE TABLE reminder (
	khoi_id BIGINT NOT NULL, 
	person_id BIGINT NOT NULL, 
	item TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	step TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	due_at BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	rung INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	told_at BIGINT NOT NULL, 
	sent_at BIGINT, 
	notice_id BIGINT, 
	CONSTRAINT pk_reminder PRIMARY KEY (person_id, item, revision, step), 
	CONSTRAINT ck_reminder_sent CHECK ((state = 'sent') = (sent_at IS NOT NULL)), 
	CONSTRAINT ck_reminder_state CHECK (state IN ('due', 'sent', 'dropped', 'snoozed')), 
	CONSTRAINT fk_reminder_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id), 
	CONSTRAINT fk_reminder_notice_id FOREIGN KEY(notice_id) REFERENCES notice (id), 
	CONSTRAINT fk_reminder_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE reminder_step (
	campaign_id BIGINT NOT NULL, 
	position INTEGER NOT NULL, 
	days INTEGER NOT NULL, 
	minutes INTEGER NOT NULL, 
	up_to INTEGER NOT NULL, 
	set_by BIGINT NOT NULL, 
	set_at BIGINT NOT NULL, 
	CONSTRAINT pk_reminder_step PRIMARY KEY (campaign_id, position), 
	CONSTRAINT ck_reminder_step_one_length CHECK ((days = 0) <> (minutes = 0)), 
	CONSTRAINT fk_reminder_step_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_reminder_step_set_by FOREIGN KEY(set_by) REFERENCES member (id)
);
CREATE TABLE report (
	id INTEGER NOT NULL, 
	writes INTEGER DEFAULT '0' NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	campaign_id BIGINT NOT NULL, 
	registration_id BIGINT NOT NULL, 
	unit_id BIGINT NOT NULL, 
	member_id BIGINT, 
	title TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	sections TEXT NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	until_at BIGINT, 
	filed_at BIGINT, 
	filed_by BIGINT, 
	decided_at BIGINT, 
	decided_by BIGINT, 
	CONSTRAINT pk_report PRIMARY KEY (id), 
	CONSTRAINT fk_report_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id), 
	CONSTRAINT fk_report_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_report_registration_id FOREIGN KEY(registration_id) REFERENCES registration (id), 
	CONSTRAINT fk_report_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_report_registration_id UNIQUE (registration_id)
);
INSERT INTO "report" VALUES(1227205816128044135,2,2288942472648151691,624078643069351027,3162680630141143859,3480774356082987535,3747756746507149719,'BK_BO_I','filed',1,'{}','',NULL,1772416800000000,3747756746507149719,NULL,NULL);
INSERT INTO "report" VALUES(2236759277920824657,1,2288942472648151691,624078643069351027,3662487987134876385,3480774356082987535,3747756746507149719,'CSTD_CS','draft',0,'{}','',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE report_version (
	report_id BIGINT NOT NULL, 
	step INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	stage TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	by_member BIGINT NOT NULL, 
	reason TEXT NOT NULL, 
	sections TEXT NOT NULL, 
	files TEXT NOT NULL, 
	CONSTRAINT pk_report_version PRIMARY KEY (report_id, step), 
	CONSTRAINT fk_report_version_report_id FOREIGN KEY(report_id) REFERENCES report (id)
);
INSERT INTO "report_version" VALUES(1227205816128044135,1,1,'filed',1772416800000000,3747756746507149719,'','{}','[["report", "bc2.pdf", 5591, "pdf", "ba9bfa8c8a189f434a590b87ce729d45e3b0e823c0841cbd2a463b9c4956b3b0"]]');
CREATE TABLE review (
	id INTEGER NOT NULL, 
	writes INTEGER DEFAULT '0' NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	campaign_id BIGINT NOT NULL, 
	body_id BIGINT NOT NULL, 
	title TEXT NOT NULL, 
	candidates TEXT NOT NULL, 
	roll TEXT NOT NULL, 
	opened TEXT DEFAULT '' NOT NULL, 
	concluded TEXT DEFAULT '' NOT NULL, 
	conclusions TEXT DEFAULT '' NOT NULL, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_review PRIMARY KEY (id), 
	CONSTRAINT fk_review_body_id FOREIGN KEY(body_id) REFERENCES body (id), 
	CONSTRAINT fk_review_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id)
);
INSERT INTO "review" VALUES(1050108660607693659,1,2288942472648151691,624078643069351027,3855114221368845057,'Bằng khen của Tổng Thanh tra Chính phủ (tập thể) năm 2026','[{"is":"Candidate","id":909386872240722587,"subject":"collective","name":"Báo Thanh tra","unit":3480774356082987535,"unit_name":"Báo Thanh tra","award":"Bằng khen của Tổng Thanh tra Chính phủ (tập thể)","position":"","member":null,"registration":879367883363266821,"added_because":"","gender":null,"women":null},{"is":"Candidate","id":1359688824561207295,"subject":"collective","name":"Viện Chiến lược","unit":1757387278076953421,"unit_name":"Viện Chiến lược","award":"Bằng khen của Tổng Thanh tra Chính phủ (tập thể)","position":"","member":null,"registration":2727926605101685345,"added_because":"","gender":null,"women":null}]','[{"is":"Voter","id":1,"kind":"unit","name":"Báo Thanh tra","unit":3480774356082987535,"hand":{"is":"Hand","member":3694332462896089181,"name":"Người head","position":"Chuyên viên","capacity":"head","mandate":""},"departed":[]},{"is":"Voter","id":2,"kind":"unit","name":"Viện Chiến lược","unit":1757387278076953421,"hand":{"is":"Hand","member":829649576798065421,"name":"Người head_elsewhere","position":"Chuyên viên","capacity":"head","mandate":""},"departed":[]},{"is":"Voter","id":3,"kind":"unit","name":"Thanh tra tỉnh","unit":3651830906771756503,"hand":null,"departed":[]}]','{"is":"Stamp","by":1242744330695462601,"name":"Người chair","position":"Chuyên viên","at":"2026-03-02T09:00:00+07:00"}','','',1772416800000000);
CREATE TABLE review_remark (
	review_id BIGINT NOT NULL, 
	step INTEGER NOT NULL, 
	voter_id INTEGER NOT NULL, 
	candidate_id BIGINT NOT NULL, 
	text TEXT NOT NULL, 
	entered_by BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_review_remark PRIMARY KEY (review_id, step), 
	CONSTRAINT fk_review_remark_entered_by FOREIGN KEY(entered_by) REFERENCES member (id), 
	CONSTRAINT fk_review_remark_review_id FOREIGN KEY(review_id) REFERENCES review (id)
);
CREATE TABLE roll_event (
	id INTEGER NOT NULL, 
	ballot_id BIGINT NOT NULL, 
	voter_id INTEGER NOT NULL, 
	change TEXT NOT NULL, 
	member_id BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	mandate TEXT DEFAULT '' NOT NULL, 
	entered_by BIGINT, 
	CONSTRAINT pk_roll_event PRIMARY KEY (id), 
	CONSTRAINT fk_roll_event_ballot_id_voter_id FOREIGN KEY(ballot_id, voter_id) REFERENCES ballot_voter (ballot_id, voter_id), 
	CONSTRAINT fk_roll_event_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id), 
	CONSTRAINT fk_roll_event_entered_by FOREIGN KEY(entered_by) REFERENCES member (id), 
	CONSTRAINT fk_roll_event_member_id FOREIGN KEY(member_id) REFERENCES member (id)
);
CREATE TABLE roster_upload (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	member_id BIGINT NOT NULL, 
	sha256 TEXT NOT NULL, 
	name TEXT NOT NULL, 
	seen TEXT DEFAULT '' NOT NULL, 
	created_at BIGINT NOT NULL, 
	applied_at BIGINT, 
	CONSTRAINT pk_roster_upload PRIMARY KEY (id), 
	CONSTRAINT fk_roster_upload_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id), 
	CONSTRAINT fk_roster_upload_member_id FOREIGN KEY(member_id) REFERENCES member (id)
);
INSERT INTO "roster_upload" VALUES(2807319282761525473,2288942472648151691,4233586497916050525,'259e18da9a3020321a22706ba4fa6227413257c81db809d682cb4bce644dedcd','danh-sach.csv','cc0ac9d4dcf7c19ceb44435d87e9a8f29388db1742dbe79f8e7508e1acecafd6',1772416800000000,NULL);
CREATE TABLE sealed_slip (
	id INTEGER NOT NULL, 
	ballot_id BIGINT NOT NULL, 
	slip BLOB NOT NULL, 
	CONSTRAINT pk_sealed_slip PRIMARY KEY (id), 
	CONSTRAINT fk_sealed_slip_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id)
)
 WITHOUT ROWID

;
CREATE TABLE shown_invite (
	channel TEXT NOT NULL, 
	account TEXT NOT NULL, 
	invite_id BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_shown_invite PRIMARY KEY (channel, account, invite_id), 
	CONSTRAINT fk_shown_invite_invite_id FOREIGN KEY(invite_id) REFERENCES invite (id)
);
CREATE TABLE snooze (
	person_id BIGINT NOT NULL, 
	item TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	until_at BIGINT NOT NULL, 
	set_at BIGINT NOT NULL, 
	CONSTRAINT pk_snooze PRIMARY KEY (person_id, item, revision), 
	CONSTRAINT fk_snooze_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE taking_part (
	khoi_id BIGINT NOT NULL, 
	campaign_id BIGINT NOT NULL, 
	unit_id BIGINT NOT NULL, 
	version INTEGER NOT NULL, 
	joined INTEGER, 
	people INTEGER, 
	by_member BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_taking_part PRIMARY KEY (campaign_id, unit_id, version), 
	CONSTRAINT ck_taking_part_count CHECK ((joined IS NULL) = (people IS NULL)), 
	CONSTRAINT ck_taking_part_at_most_all CHECK (joined IS NULL OR (joined >= 0 AND joined <= people)), 
	CONSTRAINT fk_taking_part_by_member FOREIGN KEY(by_member) REFERENCES member (id), 
	CONSTRAINT fk_taking_part_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_taking_part_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id), 
	CONSTRAINT fk_taking_part_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE taking_part_name (
	campaign_id BIGINT NOT NULL, 
	unit_id BIGINT NOT NULL, 
	member_id BIGINT NOT NULL, 
	from_version INTEGER NOT NULL, 
	to_version BIGINT, 
	CONSTRAINT pk_taking_part_name PRIMARY KEY (campaign_id, member_id, from_version), 
	CONSTRAINT fk_taking_part_name_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_taking_part_name_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_taking_part_name_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE turnout (
	ballot_id BIGINT NOT NULL, 
	voter_id INTEGER NOT NULL, 
	fingerprint BLOB NOT NULL, 
	CONSTRAINT pk_turnout PRIMARY KEY (ballot_id, voter_id), 
	CONSTRAINT fk_turnout_ballot_id_voter_id FOREIGN KEY(ballot_id, voter_id) REFERENCES ballot_voter (ballot_id, voter_id)
)
 WITHOUT ROWID

;
CREATE TABLE unit (
	id INTEGER NOT NULL, 
	khoi_id BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	search TEXT NOT NULL, 
	aliases TEXT DEFAULT '[]' NOT NULL, 
	position BIGINT DEFAULT '0' NOT NULL, 
	left_at BIGINT, 
	CONSTRAINT pk_unit PRIMARY KEY (id), 
	CONSTRAINT fk_unit_khoi_id FOREIGN KEY(khoi_id) REFERENCES khoi (id), 
	CONSTRAINT uq_unit_khoi_id_name UNIQUE (khoi_id, name)
);
INSERT INTO "unit" VALUES(863173399594128359,327992850252750005,'Cơ quan khách','co quan khach','[]',3,NULL);
INSERT INTO "unit" VALUES(1757387278076953421,2288942472648151691,'Viện Chiến lược','vien chien luoc','[]',1,NULL);
INSERT INTO "unit" VALUES(3480774356082987535,2288942472648151691,'Báo Thanh tra','bao thanh tra','[]',0,NULL);
INSERT INTO "unit" VALUES(3651830906771756503,2288942472648151691,'Thanh tra tỉnh','thanh tra tinh','[]',2,NULL);
CREATE TABLE web_counter (
	account TEXT NOT NULL, 
	event BIGINT NOT NULL, 
	CONSTRAINT pk_web_counter PRIMARY KEY (account), 
	CONSTRAINT fk_web_counter_account FOREIGN KEY(account) REFERENCES web_device (account)
);
CREATE TABLE web_device (
	account TEXT NOT NULL, 
	label TEXT DEFAULT '' NOT NULL, 
	created_at BIGINT NOT NULL, 
	seen_at BIGINT NOT NULL, 
	CONSTRAINT pk_web_device PRIMARY KEY (account)
);
CREATE TABLE web_message (
	account TEXT NOT NULL, 
	ref TEXT NOT NULL, 
	person_id BIGINT, 
	place BIGINT NOT NULL, 
	event BIGINT NOT NULL, 
	mine INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_web_message PRIMARY KEY (account, ref), 
	CONSTRAINT fk_web_message_account FOREIGN KEY(account) REFERENCES web_device (account), 
	CONSTRAINT uq_web_message_account_event UNIQUE (account, event)
);
CREATE TABLE web_push (
	account TEXT NOT NULL, 
	endpoint TEXT NOT NULL, 
	p256dh TEXT NOT NULL, 
	auth TEXT NOT NULL, 
	server_key TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	CONSTRAINT pk_web_push PRIMARY KEY (account), 
	CONSTRAINT fk_web_push_account FOREIGN KEY(account) REFERENCES web_device (account), 
	CONSTRAINT uq_web_push_endpoint UNIQUE (endpoint)
);
CREATE TABLE web_session (
	token_hash TEXT NOT NULL, 
	account TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	replaces TEXT, 
	CONSTRAINT pk_web_session PRIMARY KEY (token_hash), 
	CONSTRAINT fk_web_session_account FOREIGN KEY(account) REFERENCES web_device (account)
);
CREATE TABLE wrong_try (
	id INTEGER NOT NULL, 
	channel TEXT NOT NULL, 
	account TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_wrong_try PRIMARY KEY (id)
);
CREATE INDEX ix_inbox_done_at ON inbox (done_at);
CREATE INDEX ix_outbox_message ON outbox (account, message_ref) WHERE notice_id IS NOT NULL;
CREATE INDEX ix_outbox_notice_id ON outbox (notice_id, person_id);
CREATE INDEX ix_outbox_state ON outbox (state, channel, priority, due_at, id);
CREATE INDEX ix_wrong_try_at ON wrong_try (at);
CREATE INDEX ix_account_commands_due_at ON account (commands_due_at);
CREATE INDEX ix_account_person_id ON account (person_id);
CREATE INDEX ix_notice_khoi_id ON notice (khoi_id);
CREATE INDEX ix_paper_campaign_id ON paper (campaign_id);
CREATE INDEX ix_web_message_at ON web_message (at);
CREATE INDEX ix_web_message_place ON web_message (account, place);
CREATE INDEX ix_web_session_account ON web_session (account);
CREATE INDEX ix_member_person_id ON member (person_id);
CREATE INDEX ix_member_unit_id ON member (unit_id);
CREATE UNIQUE INDEX uq_member_active ON member (khoi_id, person_id) WHERE left_at IS NULL;
CREATE UNIQUE INDEX uq_office_chair ON office (campaign_id) WHERE office = 'chair';
CREATE INDEX ix_progress_is_done ON progress (is_done);
CREATE INDEX ix_reminder_khoi_id ON reminder (khoi_id, due_at);
CREATE INDEX ix_reminder_notice_id ON reminder (notice_id);
CREATE INDEX ix_body_khoi_id ON body (khoi_id, year);
CREATE INDEX ix_event_khoi_id ON event (khoi_id, at);
CREATE INDEX ix_invite_member_id ON invite (member_id);
CREATE INDEX ix_invite_person_id ON invite (person_id);
CREATE INDEX ix_question_khoi_id ON question (khoi_id, waiting_since);
CREATE INDEX ix_question_member_id ON question (member_id);
CREATE INDEX ix_record_member_id ON record (member_id);
CREATE INDEX ix_record_unit_id ON record (unit_id);
CREATE INDEX ix_registration_campaign ON registration (campaign_id, unit_id);
CREATE INDEX ix_registration_member ON registration (member_id);
CREATE INDEX ix_ballot_khoi_id ON ballot (khoi_id, state);
CREATE UNIQUE INDEX uq_ballot_follows ON ballot (follows, round, attempt);
CREATE INDEX ix_consultation_khoi_id ON consultation (khoi_id, campaign_id);
CREATE INDEX ix_meeting_khoi_id ON meeting (khoi_id, start_at);
CREATE INDEX ix_report_campaign_id ON report (campaign_id, unit_id);
CREATE INDEX ix_review_khoi_id ON review (khoi_id);
CREATE INDEX ix_taking_part_name_unit ON taking_part_name (campaign_id, unit_id);
CREATE INDEX ix_ballot_voter_hand_id ON ballot_voter (hand_id);
CREATE INDEX ix_meeting_draft_khoi_id ON meeting_draft (khoi_id);
CREATE INDEX ix_meeting_person_member_id ON meeting_person (member_id);
CREATE INDEX ix_meeting_reply_substitute_id ON meeting_reply (substitute_id);
CREATE INDEX ix_sealed_slip_ballot_id ON sealed_slip (ballot_id, id);
CREATE INDEX ix_roll_event_ballot_id ON roll_event (ballot_id, at);
CREATE UNIQUE INDEX uq_registration_subject ON registration (campaign_id, title, unit_id, coalesce(member_id, 0));
CREATE UNIQUE INDEX uq_record_subject ON record (unit_id, coalesce(member_id, 0), digest) WHERE ended_at IS NULL;
COMMIT;
